package workbook.lab.container;

import workbook.lab.book.Screen;

/** Says what is being done until it is closed, and on a terminal for how long. */
final class Spinner implements AutoCloseable {

  private static final long TURN = 250;

  private final Screen screen;
  private final Thread thread;

  Spinner(Screen screen, String doing) {
    this.screen = screen;
    if (!screen.terminal()) screen.line(doing);
    this.thread = Thread.ofPlatform().daemon().start(() -> turn(doing));
  }

  private void turn(String doing) {
    long start = System.nanoTime();
    try {
      while (true) {
        screen.passing("%3d s  %s".formatted((System.nanoTime() - start) / 1_000_000_000, doing));
        Thread.sleep(TURN);
      }
    } catch (InterruptedException closed) {
      screen.passing("");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
