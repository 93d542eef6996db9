package workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class TodoTest {

  @Test
  void unwrittenCodeIsFoundBehindOtherExceptions() {
    Todo todo = new Todo("1.2", "listen");
    Throwable wrapped = new ExecutionException(new IllegalStateException(todo));
    assertThat(Todo.behind(wrapped)).contains(todo);
    assertThat(Todo.behind(new IllegalStateException("a"))).isEmpty();
  }
}
