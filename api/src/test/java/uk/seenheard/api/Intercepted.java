package uk.seenheard.api;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.handset.core.transport.FrameSink;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.handset.jvm.transport.OkHttpTransport;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.AskAnswer;
import uk.seenheard.sync.feed.IncidentDigests;
import uk.seenheard.sync.feed.PushAnswer;
import uk.seenheard.sync.feed.PushRequest;

/** The way to the real server, on which somebody answers the question for orders themselves. */
public record Intercepted(
    Transport real, BiFunction<Json, Supplier<Reply<AskAnswer>>, Reply<AskAnswer>> somebody)
    implements Transport {

  public Intercepted(
      String url, BiFunction<Json, Supplier<Reply<AskAnswer>>, Reply<AskAnswer>> somebody) {
    this(new OkHttpTransport(url, new JacksonJsonReader()), somebody);
  }

  @Override
  public Reply<AskAnswer> ask(Json message) {
    return somebody.apply(message, () -> real.ask(message));
  }

  @Override
  public Reply<SignedIn> signIn(String person) {
    return real.signIn(person);
  }

  @Override
  public Reply<String> enrol(String login, String device, String publicKey, String proof) {
    return real.enrol(login, device, publicKey, proof);
  }

  @Override
  public Reply<GrantedPass> pass(String login, String enrolment) {
    return real.pass(login, enrolment);
  }

  @Override
  public Reply<PushAnswer> push(PushRequest request) {
    return real.push(request);
  }

  @Override
  public Reply<Integer> pull(String login, Optional<String> cursor, FrameSink sink) {
    return real.pull(login, cursor, sink);
  }

  @Override
  public Reply<IncidentDigests> digests(String login, Optional<String> cursor, String after) {
    return real.digests(login, cursor, after);
  }

  @Override
  public Reply<Integer> incident(
      String login,
      Optional<String> cursor,
      String incident,
      Optional<String> after,
      FrameSink sink) {
    return real.incident(login, cursor, incident, after, sink);
  }

  @Override
  public Reply<Json> read(String login, String path) {
    return real.read(login, path);
  }
}
