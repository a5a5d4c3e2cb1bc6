package uk.seenheard.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.device.JacksonJsonReader;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** The product's transport, with a count of what goes over it, and able to break off. */
public final class CountedTransport implements Transport {
  private final OkHttpTransport through;

  /** Lines of pulls, in order. */
  public final List<Frame> pulled = new ArrayList<>();

  /** Incidents that were fetched one by one, in order, page by page. */
  public final List<String> fetched = new ArrayList<>();

  /** Lines of those. */
  public final List<Frame> repaired = new ArrayList<>();

  public int pulls;

  /** A pull breaks off before the first line of which this is true. */
  public Predicate<Frame> breaksBefore = frame -> false;

  public CountedTransport(String url) {
    through = new OkHttpTransport(url, new JacksonJsonReader());
  }

  public void forget() {
    pulled.clear();
    fetched.clear();
    repaired.clear();
    pulls = 0;
  }

  public long changes() {
    return pulled.stream().filter(Frame.Change.class::isInstance).count();
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    pulls++;
    boolean[] broken = new boolean[1];
    Reply<Integer> reply =
        through.pull(
            login,
            cursor,
            frame -> {
              if (breaksBefore.test(frame)) {
                broken[0] = true;
                return false;
              }
              pulled.add(frame);
              return sink.take(frame);
            });
    return broken[0] ? new Reply.Unreachable<>("broken off for a test") : reply;
  }

  @Override
  public Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    fetched.add(incident);
    return through.incident(
        login,
        cursor,
        incident,
        after,
        frame -> {
          repaired.add(frame);
          return sink.take(frame);
        });
  }

  @Override
  public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    return through.digests(login, cursor, after);
  }

  @Override
  public Reply<SignedIn> signIn(String person) {
    return through.signIn(person);
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    return through.enrol(login, device, publicKey, proof);
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    return through.pass(login, enrolment);
  }

  @Override
  public Reply<PushAnswer> push(PushRequest request) {
    return through.push(request);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    return through.read(login, path);
  }
}
