package uk.seenheard.handset.jvm.cli;

/** Says why the demonstration could not go on. */
final class DemoFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DemoFailed(String message) {
    super(message);
  }
}
