package workbook.lab.compile;

import static java.lang.constant.ConstantDescs.CD_String;
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
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands in for a file of a neighbouring exercise that does not compile, or is missing: the
 * finished classes with every body replaced by {@code throw new Todo(…)}. So exercises that do not
 * use it run as ever, and those that do say what they wait for.
 */
record Unfinished(String exercise, String why) {

  private static final ClassDesc TODO = ClassDesc.of("workbook.Todo");
  private static final MethodTypeDesc TODO_INIT = MethodTypeDesc.of(CD_void, CD_String, CD_String);

  /** Writes the stand-in of a class file. */
  void write(Path finished, Path to) throws IOException {
    ClassFile classFile = ClassFile.of();
    ClassModel model = classFile.parse(Files.readAllBytes(finished));
    Files.createDirectories(to.getParent());
    Files.write(to, classFile.transformClass(model, emptied(model)));
  }

  private ClassTransform emptied(ClassModel type) {
    return ClassTransform.transformingMethodBodies(method -> !isShape(type, method), body());
  }

  /** What makes an enum or record one, and constants what they are, stays. */
  private static boolean isShape(ClassModel type, MethodModel method) {
    String name = method.methodName().stringValue();
    boolean values = type.flags().has(AccessFlag.ENUM) || isRecord(type);
    return name.equals("<clinit>")
        || method.flags().has(AccessFlag.SYNTHETIC)
        || values && (name.equals(INIT_NAME) || name.equals("values") || name.equals("valueOf"));
  }

  private static boolean isRecord(ClassModel type) {
    return type.superclass().filter(s -> s.asInternalName().equals("java/lang/Record")).isPresent();
  }

  private CodeTransform body() {
    return CodeTransform.ofStateful(() ->
        new CodeTransform() {
          @Override
          public void accept(CodeBuilder code, CodeElement element) {}

          @Override
          public void atEnd(CodeBuilder code) {
            code.new_(TODO)
                .dup()
                .loadConstant(exercise)
                .loadConstant(why)
                .invokespecial(TODO, INIT_NAME, TODO_INIT)
                .athrow();
          }
        });
  }
}
