package uk.seenheard.handset.core.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import uk.seenheard.handset.core.FakeServer;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.feed.Frame;

/** What every {@link Transport} does, whatever lies between the handset and the server. */
public abstract class TransportContract {
  private static final String INCIDENT = "5ee4ea2d-0f5c-5c1d-9b6e-c0117401fe5a";

  protected final FakeServer server = new FakeServer();
  private final List<Frame> frames = new ArrayList<>();

  /** The transport under test, to that server. */
  protected abstract Transport transport() throws Exception;

  private static Refusal refusal(Reply<?> reply) {
    return ((Reply.Refused<?>) reply).refusal();
  }

  private String login() throws Exception {
    return ((Reply.Answered<SignedIn>) transport().signIn("amy")).value().token();
  }

  private Reply<Integer> pull(Optional<String> cursor, FrameSink sink) throws Exception {
    return transport().pull(login(), cursor, sink);
  }

  @Test
  void signInSaysWhoAndForWhichForce() throws Exception {
    SignedIn signed = ((Reply.Answered<SignedIn>) transport().signIn("amy")).value();
    assertThat(signed.person()).isEqualTo("amy");
    assertThat(signed.force()).isPresent();
    assertThat(signed.token()).isNotEmpty();
  }

  @Test
  void enrolmentWhoseProofDoesNotHoldIsRefusedAndNotThrown() throws Exception {
    java.security.KeyPairGenerator generator = java.security.KeyPairGenerator.getInstance("EC");
    String key =
        java.util.Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(generator.generateKeyPair().getPublic().getEncoded());
    Refusal refusal = refusal(transport().enrol(login(), "device-1", key, "AAAA"));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.problem()).isEqualTo("malformed");
  }

  @Test
  void pullTakesEveryLineOnceInOrderAndEndsWithTheCursor() throws Exception {
    server.evict(INCIDENT);
    server.evict(INCIDENT);
    assertThat(pull(Optional.empty(), frames::add)).isEqualTo(new Reply.Answered<>(3));
    assertThat(frames).hasSize(3);
    assertThat(frames.subList(0, 2)).allMatch(Frame.Evict.class::isInstance);
    Frame.Through through = (Frame.Through) frames.get(2);
    assertThat(through.more()).isFalse();
    frames.clear();
    assertThat(pull(Optional.of(through.cursor()), frames::add)).isEqualTo(new Reply.Answered<>(1));
    assertThat(frames).hasSize(1);
  }

  @Test
  void sinkThatWantsNoMoreIsGivenNoMore() throws Exception {
    server.evict(INCIDENT);
    server.evict(INCIDENT);
    Reply<Integer> reply =
        pull(
            Optional.empty(),
            frame -> {
              frames.add(frame);
              return false;
            });
    assertThat(reply).isEqualTo(new Reply.Answered<>(1));
    assertThat(frames).hasSize(1);
  }

  @Test
  void loginThatHasEndedIsRefusedWithItsStatusAndNothingIsTaken() throws Exception {
    String login = login();
    server.loginsExpired = true;
    assertThat(refusal(transport().pull(login, Optional.empty(), frames::add)).status())
        .isEqualTo(401);
    assertThat(frames).isEmpty();
  }

  @Test
  void refusalOfThePullKeepsItsProblem() throws Exception {
    server.pullRefusals.add(Refusal.of(400, "cursor-refused"));
    Refusal refusal = refusal(pull(Optional.of("7"), frames::add));
    assertThat(refusal.status()).isEqualTo(400);
    assertThat(refusal.problem()).isEqualTo("cursor-refused");
  }

  @Test
  void resourceIsReadByItsPath() throws Exception {
    server.publishesForms = true;
    Json read = ((Reply.Answered<Json>) transport().read(login(), "forms")).value();
    assertThat(read.canonical()).contains("\"id\":\"domestic-abuse\"");
  }
}
