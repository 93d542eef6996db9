package multinode.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code help()} tells all words, and none that is not there. */
class HelpTest {

  private static final Pattern WORD = Pattern.compile("(?m)^  ([\\w.]+)\\(");

  @Test
  @DisplayName("each room's help has its words, and no others")
  void words() throws Exception {
    assertThat(Console.rooms()).hasSizeGreaterThan(6);
    for (String room : Console.rooms()) {
      SortedSet<String> told = new TreeSet<>();
      WORD.matcher(Help.of(List.of(room)))
          .results()
          .map(found -> found.group(1))
          .forEach(told::add);
      assertThat(told).as(room).isEqualTo(wordsOf(room));
    }
  }

  private static SortedSet<String> wordsOf(String room) throws ClassNotFoundException {
    Class<?> words = Class.forName("multinode." + room + ".Words");
    SortedSet<String> all = new TreeSet<>();
    for (Method method : words.getDeclaredMethods()) {
      if (isStatic(method.getModifiers())) all.add(method.getName());
    }
    for (Field field : words.getDeclaredFields()) {
      if (!isStatic(field.getModifiers())) continue;
      for (Method method : field.getType().getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          all.add(field.getName() + "." + method.getName());
        }
      }
    }
    return all;
  }

  private static boolean isStatic(int modifiers) {
    return Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers);
  }

  @Test
  @DisplayName("a stage's console tells of the rooms that it has, in lines that fit")
  void rooms() {
    assertThat(Help.of(List.of("console"))).contains("self()").doesNotContain("startBuilding");
    assertThat(Help.of(Console.rooms()).lines()).allMatch(line -> line.length() <= 80);
  }
}
