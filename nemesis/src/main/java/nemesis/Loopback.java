package nemesis;

import java.util.List;

/** All nodes on 127.0.0.1, where no one can be cut off. */
public record Loopback() implements NodeNetwork {

  @Override
  public String host(int number) {
    return "127.0.0.1";
  }

  @Override
  public List<String> launch(int number) {
    return List.of();
  }

  @Override
  public String strategy(List<String> nodes) {
    return "gossip";
  }

  @Override
  public boolean cuts() {
    return false;
  }

  @Override
  public void cut(int number) {
    throw new UnsupportedOperationException("the loopback interface carries every packet");
  }

  @Override
  public void move(int number) {
    cut(number);
  }

  @Override
  public void mute(int number) {
    cut(number);
  }

  @Override
  public void heal(int number) {
    // Nothing was lost.
  }

  @Override
  public void close() {
    // Nothing was made.
  }
}
