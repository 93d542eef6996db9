package multinode.console;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Comparator;

/** The address under which others in its network reach this machine, or this container. */
final class OwnAddress {

  private OwnAddress() {}

  /**
   * The IPv4 address of the first interface that is up and leads somewhere.
   *
   * @throws IOException when there is none
   */
  static String find() throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(OwnAddress::leadsSomewhere)
        .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
        .flatMap(NetworkInterface::inetAddresses)
        .filter(Inet4Address.class::isInstance)
        .map(InetAddress::getHostAddress)
        .findFirst()
        .orElseThrow(() ->
            new IOException(
                "this machine has no IPv4 address but that of its loopback; give a name with a"
                    + " host, such as a@127.0.0.1"));
  }

  private static boolean leadsSomewhere(NetworkInterface one) {
    try {
      return one.isUp() && !one.isLoopback();
    } catch (IOException gone) {
      return false;
    }
  }
}
