package workbook.lab;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import workbook.lab.book.Book;
import workbook.lab.book.Screen;

/** Makes commands: each gets the workbook and the screen. */
record Commands(Book book, Screen screen) implements CommandLine.IFactory {

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] wants = constructor.getParameterTypes();
      if (wants.length == 2 && wants[0] == Book.class && wants[1] == Screen.class) {
        return type.cast(constructor.newInstance(book, screen));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
