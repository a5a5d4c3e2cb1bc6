package uk.seenheard.handset.core.keys;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.store.Rows;
import uk.seenheard.handset.core.store.Space;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.change.Hlc;
import uk.seenheard.sync.change.Identity;
import uk.seenheard.sync.codec.Json;

/** Which device this is, and who is signed in on it; sealed under the ring key. */
public final class Account {
  private static final String DEVICE = "device";
  private static final String FORCE = "force";
  private static final String LOGIN = "login";
  private static final String ENROLMENT = "enrolment";
  private static final String PASS = "pass";
  private static final String LEASE = "lease";
  private static final String LATEST_WALL = "latest-wall";
  private static final String LAST_PERSON = "last-person";
  private static final String REVOKED = "revoked";
  private static final String ORDERED = "locked-by-order";
  private static final String SERVER_KEY = "server-key";
  private static final String CLOCK_AHEAD = "clock-ahead";
  private static final String CARRIES = "carries";

  /** Nobody's server is older than this program: who says so has no clock to go by. */
  private static final long YEAR_2020 = 1_577_836_800_000L;

  /**
   * What each look at the handset asks for: opened once, and again when other bytes stand there.
   */
  private static final Set<String> OFTEN = Set.of(PASS, LEASE);

  private final Keyring keys;
  private final HandsetPorts ports;
  private final Map<String, Opened> opened = new HashMap<>();

  /** A secret, and the very bytes that it was read from. */
  private record Opened(byte[] envelope, Json.Obj value) {}

  /** Of the store that this ring belongs to. */
  public Account(Keyring keys, HandsetPorts ports) {
    this.keys = keys;
    this.ports = ports;
  }

  /** The device's id, drawn when it is first asked for. */
  public String device(WritableRows rows) {
    Optional<String> known = rows.text(Space.META, DEVICE);
    if (known.isPresent()) {
      return known.get();
    }
    String fresh =
        Identity.uuid7(Math.max(0, ports.clock().now().wall()), ports.chance().bytes(10));
    rows.put(Space.META, DEVICE, fresh);
    return fresh;
  }

  /** The device's id, or empty before the first sign-in. */
  public Optional<String> device(Rows rows) {
    return rows.text(Space.META, DEVICE);
  }

  /** The force that the device was enrolled at. */
  public Optional<String> force(Rows rows) {
    return rows.text(Space.META, FORCE);
  }

  /** Keeps the force and the server's word that it knows this device. */
  public void enrolled(WritableRows rows, String force, String enrolment) {
    rows.put(Space.META, FORCE, force);
    keep(rows, ENROLMENT, Json.object().put("text", enrolment).build());
  }

  /** The server's word that it knows this device. */
  public Optional<String> enrolment(Rows rows) {
    return kept(rows, ENROLMENT).flatMap(value -> value.text("text"));
  }

  /** Leaves the enrolment aside: the server refused it, the next sign-in asks for another. */
  public void enrolmentRefused(WritableRows rows) {
    rows.delete(Space.SECRET, ENROLMENT);
  }

  /** The login, or empty after signing out. */
  public Optional<Login> login(Rows rows) {
    return kept(rows, LOGIN)
        .map(
            value ->
                new Login(
                    value.text("token").orElse(""),
                    value.whole("expiresAt").orElse(0L),
                    value.text("person").orElse("")));
  }

  /** Keeps a login. */
  public void signedIn(WritableRows rows, Login login) {
    keep(
        rows,
        LOGIN,
        Json.object()
            .put("token", login.token())
            .put("expiresAt", login.expiresAt())
            .put("person", login.person())
            .build());
  }

  /** Forgets the login, and nothing else: what is unsent goes out under the device's own key. */
  public void signedOut(WritableRows rows) {
    rows.delete(Space.SECRET, LOGIN);
    rows.delete(Space.SECRET, PASS);
  }

  /** Whether the person is another than the one who signed in on this handset before. */
  public boolean isSomebodyElse(Rows rows, String person) {
    return kept(rows, LAST_PERSON)
        .flatMap(value -> value.text("person"))
        .filter(last -> !last.equals(person))
        .isPresent();
  }

  /** Keeps whose handset it is. */
  public void isNow(WritableRows rows, String person) {
    keep(rows, LAST_PERSON, Json.object().put("person", person).build());
  }

  /** Begins the lease of the pass, as long as the server granted it for. */
  public void leased(WritableRows rows, long lengthMillis) {
    keep(rows, LEASE, new Lease(ports.clock().now(), lengthMillis).json());
  }

  /** Notes how late it is, so that a clock that is put back does not prolong a lease. */
  public void noteTime(WritableRows rows) {
    long latest = Math.max(latestWall(rows), ports.clock().now().wall());
    rows.put(Space.META, LATEST_WALL, Long.toString(latest));
  }

  /** Notes by how much this device's clock differs from what the server says the time is. */
  public void serverSays(WritableRows rows, long at) {
    long ahead = ports.clock().now().wall() - at;
    boolean wrong = at >= YEAR_2020 && Math.abs(ahead) > Hlc.MAX_DRIFT_MILLIS;
    rows.put(Space.META, CLOCK_AHEAD, Long.toString(wrong ? ahead : 0));
  }

  /**
   * By how many milliseconds the device's clock was ahead of the server's when its shift began,
   * below nought where it was behind; 0 where it was right, or nobody knows.
   */
  public long clockAhead(Rows rows) {
    return rows.text(Space.META, CLOCK_AHEAD).map(Long::parseLong).orElse(0L);
  }

  private static long latestWall(Rows rows) {
    return rows.text(Space.META, LATEST_WALL).map(Long::parseLong).orElse(Long.MIN_VALUE);
  }

  /**
   * Locks the handset at once: the server said that its person's account is withdrawn. The next
   * shift, of whomever, unlocks it.
   */
  public void revoked(WritableRows rows) {
    signedOut(rows);
    rows.put(Space.META, REVOKED, "true");
  }

  /** Whether the account was withdrawn of whoever had this handset last. */
  public boolean isRevoked(Rows rows) {
    return rows.text(Space.META, REVOKED).isPresent();
  }

  /** Locks the handset until another order, whoever signs in meanwhile; or lifts that lock. */
  public void lockedByOrder(WritableRows rows, boolean locked) {
    if (locked) {
      rows.put(Space.META, ORDERED, "true");
    } else {
      rows.delete(Space.META, ORDERED);
    }
  }

  /** Whether an order keeps the handset locked. */
  public boolean isLockedByOrder(Rows rows) {
    return rows.text(Space.META, ORDERED).isPresent();
  }

  /** Keeps the key under which the server signs orders. */
  public void serverKey(WritableRows rows, String key) {
    rows.put(Space.META, SERVER_KEY, key);
  }

  /** The key under which the server signs orders, learnt at the last sign-in. */
  public Optional<String> serverKey(Rows rows) {
    return rows.text(Space.META, SERVER_KEY);
  }

  /** Keeps which kinds of notice the server takes to whom they are for. */
  public void carries(WritableRows rows, Set<String> kinds) {
    rows.put(Space.META, CARRIES, String.join(" ", new TreeSet<>(kinds)));
  }

  /** Those kinds, as the server said when the last shift began; none while nobody said so. */
  public Set<String> carries(Rows rows) {
    return rows.text(Space.META, CARRIES).map(Account::apart).orElse(Set.of());
  }

  /** By hand: what takes a text apart by a pattern would weigh more than all that the page asks. */
  private static Set<String> apart(String kinds) {
    Set<String> found = new HashSet<>();
    for (int from = 0; from < kinds.length(); ) {
      int space = kinds.indexOf(' ', from);
      int to = space < 0 ? kinds.length() : space;
      found.add(kinds.substring(from, to));
      from = to + 1;
    }
    return found;
  }

  /**
   * Whether nothing may be shown or recorded until somebody signs in: the lease is over, the
   * account was withdrawn, or an order says so. What is unsent still goes out.
   */
  public boolean isLocked(Rows rows) {
    if (isRevoked(rows) || isLockedByOrder(rows)) {
      return true;
    }
    return kept(rows, LEASE)
        .map(Lease::read)
        .filter(lease -> lease.isOver(ports.clock().now(), latestWall(rows)))
        .isPresent();
  }

  /** The shift pass that changes are made under. */
  public Optional<Pass> pass(Rows rows) {
    return kept(rows, PASS).map(Account::readPass);
  }

  /** Keeps a shift pass; the ones before stay, for the changes that name them. */
  public void onShift(WritableRows rows, Pass pass) {
    Json.Obj value =
        Json.object()
            .put("hash", pass.hash().hex())
            .put("text", pass.text())
            .put("person", pass.person())
            .put("role", pass.role())
            .put("team", pass.team())
            .put("leaseUntil", pass.leaseUntil())
            .build();
    keep(rows, PASS, value);
    isNow(rows, pass.person());
    rows.delete(Space.SECRET, LEASE);
    rows.delete(Space.META, REVOKED);
    String name = pass.hash().hex();
    rows.put(Space.PASS, name, keys.ring().sealText("pass/" + name, pass.text()));
  }

  /** The text of a shift pass that a change names. */
  public Optional<String> passText(Rows rows, Hash pass) {
    return rows.get(Space.PASS, pass.hex())
        .map(envelope -> keys.ring().openText("pass/" + pass.hex(), envelope));
  }

  private static Pass readPass(Json.Obj value) {
    return new Pass(
        new Hash(value.text("hash").orElse("")),
        value.text("text").orElse(""),
        value.text("person").orElse(""),
        value.text("role").orElse(""),
        value.text("team").orElse(""),
        value.whole("leaseUntil").orElse(0L));
  }

  private void keep(WritableRows rows, String name, Json.Obj value) {
    rows.put(Space.SECRET, name, keys.ring().sealText("secret/" + name, value.canonical()));
  }

  private Optional<Json.Obj> kept(Rows rows, String name) {
    Optional<byte[]> envelope = rows.get(Space.SECRET, name);
    Opened known = opened.get(name);
    if (known != null && envelope.filter(now -> Arrays.equals(known.envelope, now)).isPresent()) {
      return Optional.of(known.value);
    }
    opened.remove(name);
    Optional<Json.Obj> value =
        envelope
            .map(kept -> ports.json().read(keys.ring().openText("secret/" + name, kept)))
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast);
    if (value.isPresent() && OFTEN.contains(name)) {
      opened.put(name, new Opened(envelope.orElseThrow(IllegalStateException::new), value.get()));
    }
    return value;
  }
}
