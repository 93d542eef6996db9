package workbook.lab.grade;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The program that looks at a cage from inside: loopback is there and no other network; the
 * grader's folder cannot be written to, and its files are not there.
 */
public final class Probe {

  static final String HOLDS = "it holds";

  private static final String NO_MULTICAST =
      "its loopback takes no multicast, which exercises from stage 3 on need";

  private static final String GROUP = "224.2.2.3";

  private Probe() {}

  /** Prints whether it holds; the arguments: the workbook's folder, whether multicast is needed. */
  public static void main(String[] args) throws IOException {
    String said = look(Path.of(args[0]));
    boolean multicast = !Boolean.parseBoolean(args[1]) || takesMulticast();
    System.out.println(said.equals(HOLDS) && !multicast ? NO_MULTICAST : said);
  }

  private static boolean takesMulticast() throws IOException {
    try (MulticastSocket socket = new MulticastSocket(0)) {
      socket.setNetworkInterface(
          NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
      socket.joinGroup(new InetSocketAddress(GROUP, 0), null);
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  private static String look(Path book) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
      if (!socket.isConnected()) return "loopback does not work in it";
    } catch (IOException e) {
      return "loopback does not work in it: " + e.getMessage();
    }
    boolean network = NetworkInterface.networkInterfaces().anyMatch(Probe::leadsOut);
    if (network) return "another network than loopback is in it";
    if (Files.exists(book.resolve("pom.xml"))) return "the grader's files are in it";
    if (Files.isWritable(Path.of("/")) || Files.isWritable(book)) return "it can be written to";
    return HOLDS;
  }

  private static boolean leadsOut(NetworkInterface network) {
    try {
      return network.isUp() && !network.isLoopback();
    } catch (IOException e) {
      return true;
    }
  }
}
