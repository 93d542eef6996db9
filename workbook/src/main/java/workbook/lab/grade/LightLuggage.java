package workbook.lab.grade;

import static java.lang.constant.ConstantDescs.CD_byte;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.List;
import workbook.lab.book.Book;

/**
 * The system's {@code Luggage} as it is where answers are graded: it unpacks a function without its
 * baggage. So no class is made of bytes that nothing has looked at, and no field is set by its
 * name, whichever way the bytes came: from 1.7's own file, or through a socket. No exercise needs
 * it; only what was typed into a console has baggage.
 */
final class LightLuggage {

  private static final String NAME = "multinode.wire.Luggage";
  private static final ClassDesc PACKED = ClassDesc.of(NAME + "$Packed");
  private static final ClassDesc BAGGAGE = ClassDesc.of(NAME + "$Baggage");
  private static final String UNPACKED = "unpacked";

  private LightLuggage() {}

  /** Where its class file lies in a class path. */
  static String file() {
    return NAME.replace('.', '/') + ".class";
  }

  /** Its class file, made of the finished one. */
  static byte[] of(Book book) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(book.jar())) {
      ClassModel finished = ClassFile.of().parse(Files.readAllBytes(jar.getPath(file())));
      if (finished.methods().stream().filter(LightLuggage::unpacks).count() != 1) {
        throw new IllegalStateException("Luggage has not one method " + UNPACKED);
      }
      return ClassFile.of().transformClass(finished, withoutBaggage());
    }
  }

  private static boolean unpacks(MethodModel method) {
    return method.methodName().equalsString(UNPACKED)
        && method.methodTypeSymbol().parameterList().equals(List.of(PACKED));
  }

  /** {@code packed = new Packed(packed.function(), Baggage.NONE);} and then all the rest. */
  private static ClassTransform withoutBaggage() {
    ClassDesc bytes = CD_byte.arrayType();
    return ClassTransform.transformingMethodBodies(
        LightLuggage::unpacks,
        new CodeTransform() {
          @Override
          public void atStart(CodeBuilder code) {
            code.new_(PACKED)
                .dup()
                .aload(1)
                .invokevirtual(PACKED, "function", MethodTypeDesc.of(bytes))
                .getstatic(BAGGAGE, "NONE", BAGGAGE)
                .invokespecial(PACKED, INIT_NAME, MethodTypeDesc.of(CD_void, bytes, BAGGAGE))
                .astore(1);
          }

          @Override
          public void accept(CodeBuilder code, CodeElement element) {
            code.with(element);
          }
        });
  }
}
