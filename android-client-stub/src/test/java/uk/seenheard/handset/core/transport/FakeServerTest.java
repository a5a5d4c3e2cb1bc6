package uk.seenheard.handset.core.transport;

/** The strict server of the tests answers as a server behind a wire does. */
class FakeServerTest extends TransportContract {
  @Override
  protected Transport transport() {
    return server;
  }
}
