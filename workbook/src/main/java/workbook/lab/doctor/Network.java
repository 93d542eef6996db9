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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import multinode.cluster.PortRange;
import multinode.node.MapperClient;

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

  static Finding portMapper(int port) {
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
          "stop it, or give your nodes another port: --mapper-port " + (port + 1));
    }
  }

  private static Finding canListen(int port, String what) {
    try {
      listen(port);
      return Finding.ok(what, "free, for the port mapper");
    } catch (IOException e) {
      return Finding.missing(
          what,
          "cannot be listened on: " + e.getMessage(),
          "give your nodes another port: --mapper-port " + (port + 1));
    }
  }

  private static void listen(int port) throws IOException {
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(HOST, port));
    }
  }

  /** The ports of members: as many may be taken as nodes run that may have taken them. */
  static Finding members(PortRange range, int mapperPort) {
    int last = range.first() + range.count() - 1;
    String what = range.first() + "-" + last;
    List<Integer> taken =
        IntStream.rangeClosed(range.first(), last).filter(port -> !isFree(port)).boxed().toList();
    int nodes = nodesOf(mapperPort);
    if (taken.isEmpty()) return Finding.ok(what, "free, for members of clusters");
    String found =
        "taken: " + taken.stream().map(String::valueOf).collect(Collectors.joining(", "));
    if (taken.size() <= nodes) return Finding.ok(what, found + ", by nodes that run here");
    return Finding.later(
        what,
        "%s, and %d %s here".formatted(found, nodes, nodes == 1 ? "node runs" : "nodes run"),
        "for stage 3 and ./lab up: a program there that is no member holds members up; stop it");
  }

  private static boolean isFree(int port) {
    try {
      listen(port);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int nodesOf(int mapperPort) {
    try (MapperClient mapper = new MapperClient(mapperPort)) {
      return mapper.names(HOST).size();
    } catch (IOException | RuntimeException nobody) {
      return 0;
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
          "exercise 3.2 (gossip) and ./lab up need it; a VPN or firewall is often in the way");
    }
  }
}
