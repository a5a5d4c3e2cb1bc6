package uk.seenheard.handset.jvm.transport;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import org.jspecify.annotations.Nullable;
import uk.seenheard.handset.core.transport.LiveListener;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.sync.feed.WireFault;

/**
 * Passes the server's events on; events of other names than {@code log} are for a newer version.
 */
final class LiveEvents extends EventSourceListener {
  private final LiveListener listener;
  private final Refusing refusing;

  LiveEvents(LiveListener listener, Refusing refusing) {
    this.listener = listener;
    this.refusing = refusing;
  }

  /** Reads a refusal. */
  interface Refusing {
    Refusal read(Response response) throws IOException;
  }

  @Override
  public void onOpen(EventSource source, Response response) {
    listener.opened();
  }

  @Override
  public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
    if (type == null || type.equals("log") || type.equals("message")) {
      listener.news();
    }
  }

  @Override
  public void onClosed(EventSource source) {
    listener.ended(Optional.empty());
  }

  @Override
  public void onFailure(
      EventSource source, @Nullable Throwable fault, @Nullable Response response) {
    Optional<Refusal> refusal = Optional.empty();
    if (response != null && !response.isSuccessful()) {
      try {
        refusal = Optional.of(refusing.read(response));
      } catch (IOException | WireFault unreadable) {
        refusal = Optional.of(Refusal.of(response.code(), "unreadable"));
      }
    }
    listener.ended(refusal);
  }
}
