package workbook.lab.doctor;

import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import multinode.node.MapperClient;
import multinode.node.NodeOptions;

/** What the network of this machine lets nodes do. */
final class Network {

  private static final String HOST = "127.0.0.1";
  private static final String GROUP = "224.2.2.3";
  private static final int MILLIS = 2_000;

  private Network() {}

  static Finding loopback() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(HOST));
        Socket client = new Socket()) {
      client.connect(server.getLocalSocketAddress(), MILLIS);
      return Finding.ok("loopback", HOST + " listens and connects");
    } catch (IOException e) {
      return Finding.missing(
          "loopback",
          "cannot connect to " + HOST + ": " + e.getMessage(),
          "a firewall, VPN or security program is in the way: allow java to use " + HOST);
    }
  }

  static Finding portMapper() {
    int port = NodeOptions.MAPPER_PORT;
    String what = "port " + port;
    try (MapperClient mapper = new MapperClient(port)) {
      int nodes = mapper.names(HOST).size();
      return Finding.ok(
          what, "the port mapper of %d running %s".formatted(nodes, nodes == 1 ? "node" : "nodes"));
    } catch (ConnectException nobody) {
      return canListen(port, what);
    } catch (IOException | RuntimeException notOurs) {
      return Finding.missing(
          what,
          "another program listens there",
          "stop it, or give your nodes another port: --mapper-port 4371");
    }
  }

  private static Finding canListen(int port, String what) {
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(HOST, port));
      return Finding.ok(what, "free, for the port mapper");
    } catch (IOException e) {
      return Finding.missing(
          what,
          "cannot be listened on: " + e.getMessage(),
          "give your nodes another port: --mapper-port 4371");
    }
  }

  static Finding multicast() {
    try (MulticastSocket socket = new MulticastSocket(0)) {
      NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getByName(HOST));
      InetSocketAddress group = new InetSocketAddress(GROUP, socket.getLocalPort());
      socket.setNetworkInterface(loopback);
      socket.setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
      socket.joinGroup(group, loopback);
      socket.setSoTimeout(MILLIS);
      byte[] hello = {'m', 'n'};
      socket.send(new DatagramPacket(hello, hello.length, group));
      socket.receive(new DatagramPacket(new byte[8], 8));
      return Finding.ok("multicast", "works on " + HOST);
    } catch (IOException e) {
      return Finding.later(
          "multicast",
          "does not work on " + HOST + ": " + e.getMessage(),
          "exercise 3.2 (gossip) needs it; a VPN or firewall is often in the way");
    }
  }
}
