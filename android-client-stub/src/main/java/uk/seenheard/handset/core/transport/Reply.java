package uk.seenheard.handset.core.transport;

import java.util.function.Function;

/** What came of asking the server something. */
public sealed interface Reply<T> {

  /** One of three answers. */
  <R> R fold(
      Function<? super T, R> answered,
      Function<Refusal, R> refused,
      Function<Unreachable<T>, R> unreachable);

  /** The server answered. */
  record Answered<T>(T value) implements Reply<T> {
    @Override
    public <R> R fold(
        Function<? super T, R> answered,
        Function<Refusal, R> refused,
        Function<Unreachable<T>, R> unreachable) {
      return answered.apply(value);
    }
  }

  /** The server refused, and said why. */
  record Refused<T>(Refusal refusal) implements Reply<T> {
    @Override
    public <R> R fold(
        Function<? super T, R> answered,
        Function<Refusal, R> refused,
        Function<Unreachable<T>, R> unreachable) {
      return refused.apply(refusal);
    }
  }

  /**
   * There was no answer, or only a part of one; whether the server acted is not known.
   *
   * @param reason in a few words; holds no content
   */
  record Unreachable<T>(String reason) implements Reply<T> {
    @Override
    public <R> R fold(
        Function<? super T, R> answered,
        Function<Refusal, R> refused,
        Function<Unreachable<T>, R> unreachable) {
      return unreachable.apply(this);
    }
  }
}
