package multinode;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The rooms of the system, and what may lead from one to another. */
class RoomsTest {

  /** From top to bottom, each with those beside which it stands: a room uses those below it. */
  private static final List<Set<String>> ROOMS =
      List.of(
          Set.of("app", "web"),
          Set.of("roomy", "manager"),
          Set.of("swarm"),
          Set.of("registry"),
          Set.of("supervisor"),
          Set.of("cluster"),
          Set.of("building"),
          Set.of("genserver"),
          Set.of("console"),
          Set.of("node"),
          Set.of("global", "mapper"),
          Set.of("wire"),
          Set.of("process"),
          Set.of("explore"));

  /** What everything stands on, and what therefore stands on nothing but Java. */
  private static final List<String> CORE =
      List.of("process", "wire", "mapper", "global", "node", "genserver", "supervisor", "explore");

  private static final JavaClasses SYSTEM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("multinode");

  private static String[] packages(Collection<String> rooms) {
    return rooms.stream().map(room -> "multinode." + room + "..").toArray(String[]::new);
  }

  @Test
  @DisplayName("every package is one of the rooms")
  void known() {
    Set<String> all = ROOMS.stream().flatMap(Set::stream).collect(Collectors.toSet());
    assertThat(SYSTEM.stream().map(RoomsTest::room).collect(Collectors.toSet()))
        .contains("process", "node", "console")
        .isSubsetOf(all);
  }

  private static String room(JavaClass type) {
    return type.getPackageName().split("\\.")[1];
  }

  @Test
  @DisplayName("arrows lead from a room to those below it, and no other way")
  void downOnly() {
    for (int i = 1; i < ROOMS.size(); i++) {
      Set<String> above =
          ROOMS.subList(0, i).stream().flatMap(Set::stream).collect(Collectors.toSet());
      noClasses()
          .that()
          .resideInAnyPackage(packages(ROOMS.get(i)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages(above))
          .allowEmptyShould(true)
          .check(SYSTEM);
    }
  }

  @Test
  @DisplayName("no two rooms lead to each other, not even by way of a third")
  void noCycles() {
    slices().matching("multinode.(*)..").should().beFreeOfCycles().check(SYSTEM);
  }

  @Test
  @DisplayName("the core uses nothing but Java, so nobody else's types are in its API")
  void ownTypes() {
    classes()
        .that()
        .resideInAnyPackage(packages(CORE))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "javax.crypto..", "javax.net.ssl..", "jdk..", "multinode..")
        .check(SYSTEM);
  }

  @Test
  @DisplayName("no pause depends on a clock that somebody can set")
  void steadyClocks() {
    noClasses().should().callMethod(InstantSource.class, "system").check(SYSTEM);
    noClasses().should().callMethod(System.class, "currentTimeMillis").check(SYSTEM);
    noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(SYSTEM);
  }

  @Test
  @DisplayName("nothing here waits for Java's common pool, which the program may keep busy")
  void ownThreads() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ForkJoinPool.class).check(SYSTEM);
    noClasses()
        .should()
        .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
        .orShould()
        .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
        .orShould()
        .callMethod(CompletableFuture.class, "delayedExecutor", long.class, TimeUnit.class)
        .check(SYSTEM);
  }

  @Test
  @DisplayName("nothing static can be changed: nodes in one JVM share nothing")
  void noMutableStatics() {
    fields().that().areStatic().should().beFinal().andShould(notBeChangeable()).check(SYSTEM);
  }

  private static ArchCondition<JavaField> notBeChangeable() {
    return new ArchCondition<>("hold nothing that can be changed") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        JavaClass type = field.getRawType();
        boolean changeable =
            type.getName().startsWith("java.util.concurrent.")
                || type.isAssignableTo(StringBuilder.class)
                || (type.isArray() && !has(field, JavaModifier.PRIVATE))
                || (isCollection(type) && !isImmutable(field));
        if (changeable && !has(field, JavaModifier.SYNTHETIC))
          events.add(SimpleConditionEvent.violated(field, field.getDescription()));
      }
    };
  }

  private static boolean has(JavaField field, JavaModifier modifier) {
    return field.getModifiers().contains(modifier);
  }

  private static boolean isCollection(JavaClass type) {
    return type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
  }

  private static boolean isImmutable(JavaField field) {
    try {
      Field reflected = field.reflect();
      reflected.setAccessible(true);
      String held = reflected.get(null).getClass().getName();
      return held.matches("java\\.util\\.(Immutable.*|Collections\\$(Unmodifiable|Empty).*)");
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
