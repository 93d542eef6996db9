package workbook.lab.compile;

import java.net.URI;
import java.nio.file.Path;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import workbook.lab.book.NotUtf8;
import workbook.lab.book.Stage;

/**
 * A source file, read once: what is compiled is what its fingerprint was taken of, whatever an
 * editor does meanwhile.
 *
 * @param name its path from a source folder, with slashes: {@code multinode/node/Cookie.java}
 * @param file where it lies, for messages
 * @param text what is in it
 */
public record Source(String name, Path file, String text) {

  /** Reads one. */
  public static Source read(Path folder, Path file) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    String text = Stage.read(file);
    if (isMarked(text)) throw NotUtf8.marked(file);
    return new Source(name, file, text);
  }

  /** Whether a text begins with a byte order mark, which nobody sees. */
  public static boolean isMarked(String text) {
    return text.startsWith("\ufeff");
  }

  JavaFileObject toCompile() {
    URI uri = file.toUri();
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
