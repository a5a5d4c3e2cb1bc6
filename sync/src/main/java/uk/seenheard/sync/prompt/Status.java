package uk.seenheard.sync.prompt;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.seenheard.sync.change.OperationId;

/** Where a prompt stands: open, settled by answers, or excused by a reason. */
public sealed interface Status {

  /** One of three answers. */
  <T> T fold(Function<Open, T> open, Function<Settled, T> settled, Function<Excused, T> excused);

  /** Nobody has answered it yet, nor said why not. */
  record Open() implements Status {
    @Override
    public <T> T fold(
        Function<Open, T> open, Function<Settled, T> settled, Function<Excused, T> excused) {
      return open.apply(this);
    }
  }

  /** Answered, by these operations. */
  record Settled(List<OperationId> by) implements Status {
    /** Copies the list. */
    public Settled {
      by = List.copyOf(by);
    }

    @Override
    public <T> T fold(
        Function<Open, T> open, Function<Settled, T> settled, Function<Excused, T> excused) {
      return settled.apply(this);
    }
  }

  /**
   * A reason stands in place of an answer.
   *
   * @param reason the answer that gives the reason
   * @param acceptedBy the act by which a supervisor accepted exactly this reason
   * @param refused whether a supervisor refused it
   */
  record Excused(
      OperationId reason,
      String code,
      String words,
      Optional<OperationId> acceptedBy,
      boolean refused)
      implements Status {
    @Override
    public <T> T fold(
        Function<Open, T> open, Function<Settled, T> settled, Function<Excused, T> excused) {
      return excused.apply(this);
    }
  }
}
