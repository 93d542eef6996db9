package workbook.lab.compile;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import workbook.lab.book.NotUtf8;

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
    byte[] bytes = Files.readAllBytes(file);
    try {
      CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
      return new Source(name, file, utf8.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      String message = "this file is " + NotUtf8.where(bytes);
      throw new CompileFailed(List.of(new CompileError(file, 0, 0, message)));
    }
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
