package workbook.lab.compile;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * A source file, read once: what is compiled is what its fingerprint was taken of, whatever an
 * editor does meanwhile.
 *
 * @param name its path from a source folder, with slashes: {@code multinode/node/Cookie.java}
 * @param file where it lies, for messages
 * @param text what is in it
 */
public record Source(String name, Path file, String text) {

  /**
   * Reads one.
   *
   * @throws CompileFailed when it is not UTF-8
   */
  public static Source read(Path folder, Path file) throws IOException, CompileFailed {
    String name = folder.relativize(file).toString().replace('\\', '/');
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    try {
      return new Source(name, file, StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException e) {
      throw new CompileFailed(List.of(new CompileError(file, line(bytes), 0, NOT_UTF_8)));
    }
  }

  private static final String NOT_UTF_8 =
      "this file is not UTF-8; set your editor to UTF-8 and save it again";

  /** The line that the decoder stopped in. */
  private static long line(ByteBuffer bytes) {
    long line = 1;
    for (int i = 0; i < bytes.position(); i++) if (bytes.get(i) == '\n') line++;
    return line;
  }

  /** Its first class: {@code multinode/node/Cookie}. */
  String topLevel() {
    return name.replaceFirst("\\.java$", "");
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
