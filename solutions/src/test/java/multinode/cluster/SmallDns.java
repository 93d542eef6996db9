package multinode.cluster;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A name server for one name, on port 53 of 127.0.0.1 (RFC 1035). What it answers stands in a file,
 * an address a line, which is read for each question; without addresses there is no such name.
 */
final class SmallDns {

  private static final int RESPONSE = 0x8580;
  private static final int NO_SUCH_NAME = 3;
  private static final short A = 1;

  private SmallDns() {}

  /** Answers until it is killed; the argument is the file. */
  public static void main(String[] args) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(53, InetAddress.getByName("127.0.0.1"))) {
      System.out.println("answering");
      DatagramPacket question = new DatagramPacket(new byte[512], 512);
      for (; ; ) {
        socket.receive(question);
        byte[] answer = answer(question, Files.readAllLines(Path.of(args[0])));
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      }
    }
  }

  private static byte[] answer(DatagramPacket packet, List<String> addresses) throws IOException {
    ByteBuffer question = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
    int end = 12;
    while (question.get(end) != 0) end += question.get(end) + 1;
    boolean asksForA = question.getShort(end + 1) == A;
    List<String> told = asksForA ? addresses : List.of();
    ByteBuffer answer = ByteBuffer.allocate(512);
    answer.putShort(question.getShort(0));
    answer.putShort((short) (RESPONSE | (addresses.isEmpty() ? NO_SUCH_NAME : 0)));
    answer.putShort((short) 1).putShort((short) told.size()).putInt(0);
    answer.put(question.array(), 12, end + 5 - 12);
    for (String address : told) {
      answer.putShort((short) 0xC00C).putShort(A).putShort((short) 1).putInt(0).putShort((short) 4);
      answer.put(InetAddress.getByName(address).getAddress());
    }
    byte[] bytes = new byte[answer.position()];
    answer.flip().get(bytes);
    return bytes;
  }
}
