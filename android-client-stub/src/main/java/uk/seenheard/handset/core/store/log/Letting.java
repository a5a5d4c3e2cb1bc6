package uk.seenheard.handset.core.store.log;

/** Lets go of the files of a store. No {@code Runnable}: see {@link Turn}. */
@FunctionalInterface
public interface Letting {
  /** Lets go. */
  void go();
}
