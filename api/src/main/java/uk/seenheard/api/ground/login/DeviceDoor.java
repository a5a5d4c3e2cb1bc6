package uk.seenheard.api.ground.login;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import uk.seenheard.api.ground.http.Answers;
import uk.seenheard.api.ground.http.Asked;
import uk.seenheard.api.ground.http.Door;
import uk.seenheard.api.ground.http.Problem;
import uk.seenheard.api.ground.identity.DeviceRegister;
import uk.seenheard.api.ground.identity.Enrolment;
import uk.seenheard.api.ground.identity.Grant;
import uk.seenheard.api.ground.identity.ShiftPass;
import uk.seenheard.api.ground.identity.ShiftWatch;
import uk.seenheard.api.ground.identity.Tokens;
import uk.seenheard.api.ground.vouch.Signatures;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.codec.Json;

/** Where handsets are enrolled, and where a shift begins: both under a login. */
public final class DeviceDoor implements Door {
  /** By one person, and of one device, within an hour; where benches enrol whole fleets, more. */
  private static final int MOST_ENROLMENTS = 20;

  private static final int MOST_IN_A_DEMONSTRATION = 500;
  private static final int RETRY_SECONDS = 3_600;

  private final Vertx vertx;
  private final Tokens tokens;
  private final DeviceRegister register;
  private final LongSupplier now;
  private final Duration lease;
  private final ShiftWatch watch;
  private final LongFunction<Set<String>> carries;
  private final Quota enrolments;
  private final Quota ofDevices;

  /**
   * For the force of these tokens.
   *
   * @param lease how long a shift pass keeps a handset unlocked
   * @param watch is told of each shift that begins
   * @param carries the kinds of notice that the server takes to whom they are for, at a moment
   */
  public DeviceDoor(
      Vertx vertx,
      Tokens tokens,
      DeviceRegister register,
      LongSupplier now,
      Duration lease,
      ShiftWatch watch,
      LongFunction<Set<String>> carries) {
    this.vertx = vertx;
    this.tokens = tokens;
    this.register = register;
    this.now = now;
    this.lease = lease;
    this.watch = watch;
    this.carries = carries;
    int most = tokens.demoIssuer().isPresent() ? MOST_IN_A_DEMONSTRATION : MOST_ENROLMENTS;
    this.enrolments = new Quota(most, Duration.ofHours(1).toMillis());
    this.ofDevices = new Quota(most, Duration.ofHours(1).toMillis());
  }

  @Override
  public void mount(Router router) {
    router.post("/v1/devices").handler(this::enrol);
    router.post("/v1/passes").handler(this::pass);
  }

  private void enrol(RoutingContext context) {
    // Signatures are checked and made on a worker; what it throws becomes the answer.
    long at = now.getAsLong();
    Future<Enrolled> checked = vertx.executeBlocking(() -> checked(context, at), false);
    Answers.json(
        context,
        201,
        checked.compose(
            enrolled -> register.enrol(enrolled.device()).map(enrolled::unlessOtherKey)),
        enrolment -> Json.object().put("enrolment", enrolment).build());
  }

  /** A device whose holder has shown its key, and the enrolment it will get. */
  private record Enrolled(DeviceRegister.Device device, String enrolment) {
    String unlessOtherKey(DeviceRegister.Outcome outcome) {
      if (outcome == DeviceRegister.Outcome.OTHER_KEY) {
        throw Problem.of(
            409,
            "device-known",
            "This device is known with another key",
            "A device of this id is enrolled with another key: make a new device id and enrol it");
      }
      return enrolment;
    }
  }

  private Enrolled checked(RoutingContext context, long at) {
    Grant grant = capturing(context, at);
    Asked asked = Asked.of(context);
    String device = asked.text("device");
    String shown = asked.text("publicKey");
    String proof = asked.text("proof");
    PublicKey key =
        Signatures.key(shown)
            .orElseThrow(
                () ->
                    Problem.malformed(
                        "publicKey",
                        "is no P-256 key: send the X.509 SubjectPublicKeyInfo in base64url without"
                            + " padding"));
    String text = Chain.enrolmentText(grant.force(), device, shown);
    if (!Signatures.signed(key, text, proof)) {
      throw Problem.malformed(
          "proof", "is not the signature of the enrolment text under publicKey");
    }
    if (!enrolments.take(grant.person(), at)) {
      throw Problem.busy(
          "You have enrolled as many handsets as one person does in an hour; speak to whoever looks"
              + " after the handsets.",
          RETRY_SECONDS);
    }
    if (!ofDevices.take(device, at)) {
      throw Problem.busy(
          "This handset was enrolled as often as one is in an hour; speak to whoever looks after"
              + " the handsets.",
          RETRY_SECONDS);
    }
    String keyText = Signatures.text(key);
    return new Enrolled(
        new DeviceRegister.Device(grant.force(), device, keyText, grant.person(), at),
        tokens.issueEnrolment(device, keyText, grant.person(), at));
  }

  private void pass(RoutingContext context) {
    long at = now.getAsLong();
    Answers.json(
        context,
        201,
        vertx
            .executeBlocking(
                () -> {
                  Grant grant = capturing(context, at);
                  Enrolment enrolment = tokens.enrolment(Asked.of(context).text("enrolment"));
                  String token = tokens.issuePass(grant, enrolment, at, lease.toMillis());
                  return new Issued(token, tokens.pass(token));
                },
                false)
            .compose(this::noted),
        this::text);
  }

  private Json.Obj text(Issued issued) {
    Json.Builder text =
        Json.object()
            .put("pass", issued.token())
            .put("person", issued.pass().person())
            .put("role", issued.pass().role().word())
            .put("team", issued.pass().team())
            .put("leaseUntil", issued.pass().leaseUntil())
            .put("serverKey", tokens.orderKey());
    Set<String> kinds = new TreeSet<>(carries.apply(now.getAsLong()));
    return (kinds.isEmpty() ? text : text.put("carries", Json.texts(kinds))).build();
  }

  /** A pass as its holder carries it, and what it says. */
  private record Issued(String token, ShiftPass pass) {}

  /** While the store is away this process knows alone: nobody's shift waits for that. */
  private Future<Issued> noted(Issued issued) {
    return watch.began(issued.pass()).otherwiseEmpty().map(issued);
  }

  /** The login of somebody who records incidents. */
  private Grant capturing(RoutingContext context, long at) {
    return tokens.admit(context.request().getHeader(HttpHeaders.AUTHORIZATION), at);
  }
}
