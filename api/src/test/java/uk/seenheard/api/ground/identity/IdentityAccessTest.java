package uk.seenheard.api.ground.identity;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import uk.seenheard.api.ground.contract.ContractDoor;
import uk.seenheard.api.ground.http.AccessMatrix;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Served;
import uk.seenheard.api.ground.login.IdentityDoors;
import uk.seenheard.api.ground.roster.Force;

/** The doors of this package and of the contract open for whom the contract says. */
class IdentityAccessTest extends AccessMatrix {
  private static final long HOUR = 3_600_000;
  private static final Map<String, String> SOMEBODY =
      Map.of(
          "officer",
          "pc1201",
          "supervisor",
          "ps401",
          "inspector",
          "insp71",
          "integrator",
          "records",
          "triage",
          "triage1",
          "recipient",
          "hub");
  private static final Force FORCE = Force.demo(new JacksonJsonReader());

  private final Keys keys = Keys.fresh();
  private final Tokens tokens = new Tokens(FORCE, keys, new LoginSource.Demo(), new JdkDigests());
  private Served served;

  @BeforeEach
  void serve() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<uk.seenheard.api.ground.http.Door> doors =
        new java.util.ArrayList<>(
            IdentityDoors.of(
                vertx,
                tokens,
                new StrictDeviceRegister(),
                System::currentTimeMillis,
                java.time.Duration.ofHours(1)));
    doors.add(new ContractDoor());
    served = Served.with(vertx, doors);
  }

  @AfterEach
  void close() throws Exception {
    served.close();
  }

  @Override
  protected Served served() {
    return served;
  }

  @Override
  protected String login(String role) {
    return login(tokens, SOMEBODY.get(role), HOUR);
  }

  @Override
  protected List<String> badLogins() {
    Force other = new Force("otherforce", "Another force", FORCE.teams(), FORCE.people());
    Tokens foreign = new Tokens(other, keys, new LoginSource.Demo(), new JdkDigests());
    Tokens forger = new Tokens(FORCE, Keys.fresh(), new LoginSource.Demo(), new JdkDigests());
    return List.of(
        login(foreign, "insp71", HOUR), login(forger, "insp71", HOUR), login(tokens, "insp71", -1));
  }

  private static String login(Tokens tokens, String person, long lasting) {
    long now = System.currentTimeMillis();
    return tokens
        .demoIssuer()
        .orElseThrow()
        .login(FORCE.person(person).orElseThrow(), now - HOUR, now + lasting);
  }
}
