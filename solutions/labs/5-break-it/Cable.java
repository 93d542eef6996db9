import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A bad cable: what its host sends into a network is late, or lost. {@code java Cable.java
 * 172.30.4.0/24 --late 200} or {@code --lose 5}, in percent.
 *
 * <p>Linux can do that in its kernel, with {@code tc qdisc add dev eth0 root netem delay 200ms}, if
 * the module sch_netem is there. It often is not: not with WSL 2, and not on many servers. So this
 * does it with what every kernel for containers has, a TUN device: an interface whose cable ends in
 * a program. Two routes, each to half of the network, are narrower than the host's own route, and so
 * lead all packets here. From here they leave by a raw socket that is bound to the real interface,
 * where those routes do not apply. When the program ends, the device and its routes are gone.
 *
 * <p>Needs root, NET_ADMIN, NET_RAW and /dev/net/tun, in the network namespace of the host.
 */
final class Cable {

  private static final int LONGEST = 65_535;

  /** So many packets are under way at most; more are lost, as in any queue. */
  private static final int MOST = 10_000;

  private static final int IPV4 = 2;

  /** A packet, and when it comes out at the other end. */
  private record Packet(byte[] bytes, long due) {}

  private final long late;
  private final int lose;
  private final MemorySegment device;
  private final int in;
  private final int out;
  private final BlockingQueue<Packet> queue = new ArrayBlockingQueue<>(MOST);

  private Cable(String network, long late, int lose) throws IOException {
    this.late = late * 1_000_000;
    this.lose = lose;
    byte[] first = InetAddress.getByName(network.split("/")[0]).getAddress();
    int bits = Integer.parseInt(network.split("/")[1]);
    String real = interfaceIn(first, bits);
    device = Linux.text("cable0");
    in = Linux.openTun(device);
    Linux.addRoute(first, bits + 1, device);
    first[bits / 8] |= (byte) (0x80 >> bits % 8);
    Linux.addRoute(first, bits + 1, device);
    out = Linux.openRaw(real);
  }

  private static String interfaceIn(byte[] network, int bits) throws IOException {
    return NetworkInterface.networkInterfaces()
        .filter(one -> one.inetAddresses().anyMatch(own -> isIn(own.getAddress(), network, bits)))
        .map(NetworkInterface::getName)
        .findFirst()
        .orElseThrow(() -> new IOException("this host has no address in the network: give another"));
  }

  private static boolean isIn(byte[] address, byte[] network, int bits) {
    if (address.length != network.length) return false;
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % 8;
      if ((address[i / 8] & mask) != (network[i / 8] & mask)) return false;
    }
    return true;
  }

  private void carry() throws IOException {
    Thread.ofPlatform().daemon().start(this::deliver);
    MemorySegment buffer = Arena.global().allocate(LONGEST);
    while (true) {
      int length = Linux.read(in, buffer);
      boolean lost = ThreadLocalRandom.current().nextInt(100) < lose;
      byte[] bytes = buffer.asSlice(0, length).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
      if (!lost && bytes[0] >> 4 == 4) queue.offer(new Packet(bytes, System.nanoTime() + late));
    }
  }

  private void deliver() {
    MemorySegment buffer = Arena.global().allocate(LONGEST);
    while (true) {
      try {
        Packet packet = queue.take();
        while (System.nanoTime() < packet.due) {
          LockSupport.parkNanos(packet.due - System.nanoTime());
        }
        MemorySegment.copy(
            MemorySegment.ofArray(packet.bytes), 0, buffer, 0, packet.bytes.length);
        Linux.send(out, buffer, packet.bytes.length);
      } catch (IOException e) {
        System.out.println(e.getMessage());
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  public static void main(String[] args) throws IOException {
    long late = 0;
    int lose = 0;
    for (int i = 1; i + 1 < args.length; i += 2) {
      int number = Integer.parseInt(args[i + 1]);
      switch (args[i]) {
        case "--late" -> late = number;
        case "--lose" -> lose = number;
        default -> throw new IllegalArgumentException("what is " + args[i] + "? --late or --lose");
      }
    }
    Cable cable = new Cable(args[0], late, lose);
    System.out.printf("%s: what this host sends is %d ms late, %d %% of it is lost%n", args[0], late, lose);
    cable.carry();
  }

  /** The few calls of Linux that are needed; numbers and layouts are those of its headers. */
  private static final class Linux {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout ERRNO = Linker.Option.captureStateLayout();
    private static final AddressLayout POINTER = ADDRESS;

    private static final MethodHandle OPEN = call("open", 2, POINTER, JAVA_INT);
    private static final MethodHandle IOCTL = call("ioctl", 2, JAVA_INT, JAVA_LONG, POINTER);
    private static final MethodHandle READ = call("read", 0, JAVA_INT, POINTER, JAVA_LONG);
    private static final MethodHandle SOCKET = call("socket", 0, JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle SETSOCKOPT =
        call("setsockopt", 0, JAVA_INT, JAVA_INT, JAVA_INT, POINTER, JAVA_INT);
    private static final MethodHandle SENDTO =
        call("sendto", 0, JAVA_INT, POINTER, JAVA_LONG, JAVA_INT, POINTER, JAVA_INT);

    private static MethodHandle call(String name, int variadic, MemoryLayout... arguments) {
      FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_LONG, arguments);
      Linker.Option errno = Linker.Option.captureCallState("errno");
      MemorySegment function = LINKER.defaultLookup().findOrThrow(name);
      return variadic == 0
          ? LINKER.downcallHandle(function, descriptor, errno)
          : LINKER.downcallHandle(
              function, descriptor, errno, Linker.Option.firstVariadicArg(variadic));
    }

    static MemorySegment text(String text) {
      return Arena.global().allocateFrom(text);
    }

    private static int must(String what, MethodHandle call, Object... arguments) throws IOException {
      MemorySegment state = Arena.ofAuto().allocate(ERRNO);
      Object[] all = new Object[arguments.length + 1];
      all[0] = state;
      System.arraycopy(arguments, 0, all, 1, arguments.length);
      int result;
      try {
        result = (int) (long) call.invokeWithArguments(all);
      } catch (Throwable e) {
        throw new IOException(e);
      }
      if (result >= 0) return result;
      throw new IOException("%s failed, errno %d".formatted(what, state.get(JAVA_INT, 0)));
    }

    /** An interface whose packets are read from the file that this returns. */
    static int openTun(MemorySegment name) throws IOException {
      int tun = must("open /dev/net/tun", OPEN, text("/dev/net/tun"), 2);
      MemorySegment request = Arena.global().allocate(40, 8);
      request.copyFrom(name);
      request.set(JAVA_SHORT, 16, (short) (0x0001 | 0x1000)); // IFF_TUN, IFF_NO_PI
      must("TUNSETIFF", IOCTL, tun, 0x400454caL, request);
      request.set(JAVA_SHORT, 16, (short) (0x0001 | 0x0040)); // IFF_UP, IFF_RUNNING
      must("SIOCSIFFLAGS", IOCTL, socket(2, 0), 0x8914L, request);
      return tun;
    }

    private static int socket(int type, int protocol) throws IOException {
      return must("socket", SOCKET, IPV4, type, protocol);
    }

    /** Sends into an interface, whatever the routes say; the packets bring their own headers. */
    static int openRaw(String name) throws IOException {
      int raw = socket(3, 255); // SOCK_RAW, IPPROTO_RAW
      must("SO_BINDTODEVICE", SETSOCKOPT, raw, 1, 25, text(name), name.length());
      return raw;
    }

    static void addRoute(byte[] network, int bits, MemorySegment device) throws IOException {
      MemorySegment entry = Arena.global().allocate(120, 8); // struct rtentry
      address(entry, 8, network);
      int mask = -1 << 32 - bits;
      address(entry, 24, new byte[4]);
      address(
          entry,
          40,
          new byte[] {(byte) (mask >> 24), (byte) (mask >> 16), (byte) (mask >> 8), (byte) mask});
      entry.set(JAVA_SHORT, 56, (short) 1); // RTF_UP
      entry.set(POINTER, 88, device);
      must("SIOCADDRT", IOCTL, socket(2, 0), 0x890bL, entry);
    }

    private static void address(MemorySegment into, long at, byte[] address) {
      into.set(JAVA_SHORT, at, (short) IPV4);
      MemorySegment.copy(MemorySegment.ofArray(address), 0, into, at + 4, address.length);
    }

    static int read(int file, MemorySegment into) throws IOException {
      return must("read", READ, file, into, into.byteSize());
    }

    static void send(int socket, MemorySegment packet, int length) throws IOException {
      MemorySegment to = Arena.ofAuto().allocate(16, 8);
      to.set(JAVA_SHORT, 0, (short) IPV4);
      MemorySegment.copy(packet, 16, to, 4, 4);
      must("sendto", SENDTO, socket, packet, (long) length, 0, to, 16);
    }
  }
}
