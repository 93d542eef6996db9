package workbook.lab.grade;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;
import workbook.lab.book.UserError;

/** The kinds of cages, from the safest down: rung by rung; below the last there is none. */
public enum Sandbox {
  /** Docker. */
  DOCKER {
    @Override
    Optional<? extends Cage> find(Book book, Screen screen)
        throws IOException, InterruptedException {
      return Docker.find(book, screen);
    }
  },
  /** Bubblewrap. */
  BUBBLEWRAP {
    @Override
    Optional<? extends Cage> find(Book book, Screen screen) throws InterruptedException {
      return Bubblewrap.find();
    }
  };

  abstract Optional<? extends Cage> find(Book book, Screen screen)
      throws IOException, InterruptedException;

  /** The highest of some rungs that holds on this machine. */
  static Cage highest(Book book, Screen screen, List<Sandbox> rungs, boolean multicast)
      throws IOException, InterruptedException {
    List<String> why = new ArrayList<>();
    for (Sandbox rung : rungs) {
      String name = rung.name().toLowerCase(Locale.ROOT);
      try {
        Optional<? extends Cage> cage = rung.find(book, screen);
        Optional<String> broken =
            cage.isPresent()
                ? cage.get().broken(book, multicast)
                : Optional.of("it is not here, or not running");
        if (broken.isEmpty()) return cage.get();
        why.add("  %s: %s".formatted(name, broken.get()));
      } catch (UserError e) {
        why.add("  %s: %s".formatted(name, e.getMessage()));
      }
    }
    throw UserError.of(
        "There is no sandbox in which submitted code can do no harm:%n%s%nOn Debian and Ubuntu:"
            + " apt install bubblewrap. To run it as yourself all the same, add --trust.",
        String.join("\n", why));
  }
}
