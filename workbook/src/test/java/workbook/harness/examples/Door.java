package workbook.harness.examples;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import workbook.Todo;

/** Stands for a student's file. */
final class Door {

  private Door() {}

  static boolean opens(String key) {
    // 9.1: compare
    throw new Todo("9.1", "compare the key with the lock");
  }

  static List<String> open(List<String> keys) {
    return keys.stream().filter(key -> opens(key)).toList();
  }

  static boolean later(String key) {
    return CompletableFuture.supplyAsync(() -> opens(key)).join();
  }
}
