package multinode.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who begins a step, how often, and what becomes of its failure. */
class ConfirmationTest {

  private static final long LONG_AGO = System.nanoTime() - Long.MAX_VALUE / 2;

  private final AtomicLong lostAt = new AtomicLong(LONG_AGO);
  private final AtomicBoolean running = new AtomicBoolean(true);
  private final Confirmation confirmation = new Confirmation(lostAt::get, running::get);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());

  private <T> T confirmed(Supplier<? extends CompletionStage<T>> step) {
    return confirmation.await(() -> confirmation.begin(step), () -> done.add("again"));
  }

  @Test
  @DisplayName("a step is begun in another thread, which may have buffers of its own")
  void elsewhere() {
    Thread begun = confirmed(() -> CompletableFuture.completedStage(Thread.currentThread()));

    assertThat(begun).isNotEqualTo(Thread.currentThread());
    assertThat(begun.isVirtual()).isFalse();
    assertThat(done).isEmpty();
  }

  @Test
  @DisplayName("who waits gets what went wrong, as it was thrown")
  void failed() {
    IllegalArgumentException wrong = new IllegalArgumentException("cannot travel");

    assertThatThrownBy(() ->
            confirmed(() -> {
              throw wrong;
            }))
        .isSameAs(wrong);
    assertThatThrownBy(() -> confirmed(() -> CompletableFuture.failedStage(wrong))).isSameAs(wrong);
    assertThatThrownBy(
            () -> confirmed(() -> CompletableFuture.failedStage(new CompletionException(wrong))))
        .isSameAs(wrong);
    assertThat(done).isEmpty();
  }

  @Test
  @DisplayName("a member that ends is not this one: another one is asked")
  void ending() {
    RuntimeException ending = new HazelcastInstanceNotActiveException("it is shut down");
    Supplier<CompletionStage<String>> step =
        () ->
            done.isEmpty()
                ? CompletableFuture.failedStage(ending)
                : CompletableFuture.completedStage("made");

    assertThat(confirmed(step)).isEqualTo("made");
    assertThat(done).containsExactly("again");
    done.clear();
    running.set(false);
    assertThatThrownBy(() -> confirmed(step)).isSameAs(ending);
    assertThat(done).isEmpty();
  }

  @Test
  @DisplayName("what nobody can tell is asked again")
  void indeterminate() {
    String result =
        confirmed(() -> {
          done.add("step");
          return done.size() == 1
              ? CompletableFuture.failedStage(new IndeterminateOperationStateException("lost"))
              : CompletableFuture.completedStage("made");
        });

    assertThat(result).isEqualTo("made");
    assertThat(done).containsExactly("step", "again", "step");
  }

  @Test
  @DisplayName("a step that waits for a member that has gone is begun again")
  void gone() {
    String result =
        confirmed(() -> {
          done.add("step");
          if (done.size() > 1) return CompletableFuture.completedStage("made");
          lostAt.set(System.nanoTime() + 1);
          return new CompletableFuture<>();
        });

    assertThat(result).isEqualTo("made");
    assertThat(done).containsExactly("step", "again", "step");
  }

  @Test
  @DisplayName("a step whose answer was lost is begun again, also when nothing has changed")
  void forgotten() {
    String result =
        confirmed(() -> {
          done.add("step");
          return done.size() > 1
              ? CompletableFuture.completedStage("made")
              : new CompletableFuture<>();
        });

    assertThat(result).isEqualTo("made");
    assertThat(done).containsExactly("step", "again", "step");
  }

  @Test
  @DisplayName("an interrupt does not end it, and is not lost")
  void interrupted() {
    Thread waiter = Thread.currentThread();
    String result =
        confirmed(() -> {
          waiter.interrupt();
          return CompletableFuture.completedStage("made");
        });

    assertThat(result).isEqualTo("made");
    assertThat(Thread.interrupted()).isTrue();
  }
}
