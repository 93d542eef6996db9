package workbook.lab.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the network of this machine lets nodes do. */
final class Network {

  /** Where nodes look for the port mapper of a host. */
  static final int MAPPER_PORT = 4370;

  /** The first port of members of clusters. */
  static final int FIRST_MEMBER = 5701;

  /** How many ports of members there are. */
  static final int MEMBERS = 32;

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
    try {
      int nodes = askForNodes(port);
      return Finding.ok(
          what, "the port mapper of %d running %s".formatted(nodes, nodes == 1 ? "node" : "nodes"));
    } catch (ConnectException nobody) {
      return taken(port)
          .map(reason ->
              Finding.missing(
                  what,
                  "cannot be listened on: " + reason,
                  "give your nodes another port: --mapper-port " + (port + 1)))
          .orElseGet(() -> Finding.ok(what, "free, for the port mapper"));
    } catch (IOException notOurs) {
      return Finding.missing(
          what,
          "another program listens there",
          "stop it, or give your nodes another port: --mapper-port " + (port + 1));
    }
  }

  /** Why nothing can listen there; empty when something can. */
  private static Optional<String> taken(int port) {
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(HOST, port));
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** The ports of members: as many may be taken as nodes run that may have taken them. */
  static Finding members(int first, int count, int mapperPort) {
    int last = first + count - 1;
    String what = first + "-" + last;
    List<Integer> taken =
        IntStream.rangeClosed(first, last).filter(port -> taken(port).isPresent()).boxed().toList();
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

  private static int nodesOf(int mapperPort) {
    try {
      return askForNodes(mapperPort);
    } catch (IOException nobody) {
      return 0;
    }
  }

  /** How many nodes a port mapper knows; it answers NAMES with a line for each, and END. */
  private static int askForNodes(int mapperPort) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, mapperPort), MILLIS);
      socket.setSoTimeout(MILLIS);
      socket.getOutputStream().write("NAMES\n".getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      int nodes = 0;
      for (String line; !"END".equals(line = answer.readLine()); nodes++) {
        if (line == null || !line.startsWith("NAME ")) throw new IOException("no port mapper");
      }
      return nodes;
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
