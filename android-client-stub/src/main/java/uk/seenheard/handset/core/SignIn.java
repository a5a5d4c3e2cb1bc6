package uk.seenheard.handset.core;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import uk.seenheard.handset.core.device.HandsetPorts;
import uk.seenheard.handset.core.keys.Account;
import uk.seenheard.handset.core.keys.Keyring;
import uk.seenheard.handset.core.keys.Login;
import uk.seenheard.handset.core.keys.Pass;
import uk.seenheard.handset.core.replica.Replica;
import uk.seenheard.handset.core.store.Store;
import uk.seenheard.handset.core.store.WritableRows;
import uk.seenheard.handset.core.transport.GrantedPass;
import uk.seenheard.handset.core.transport.Refusal;
import uk.seenheard.handset.core.transport.Reply;
import uk.seenheard.handset.core.transport.SignedIn;
import uk.seenheard.handset.core.transport.Transport;
import uk.seenheard.sync.change.Chain;
import uk.seenheard.sync.change.FormRef;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;
import uk.seenheard.sync.codec.Parts;
import uk.seenheard.sync.codec.UnreadableJson;
import uk.seenheard.sync.codec.Utf8;

/** Signs a person in: login, enrolment where there is none, shift pass, forms. */
public final class SignIn {
  /** What is said when the shift is begun all the same. */
  public static final String WITHOUT_FORMS =
      "Signed in. The forms could not be fetched; the last ones known are used.";

  private static final long USUAL_LEASE = 12L * 3_600_000;
  private static final long LONGEST_LEASE = 15L * 24 * 3_600_000;

  private final Store store;
  private final Keyring keys;
  private final Account account;
  private final Replica replica;
  private final FormBook forms;
  private final Transport transport;
  private final HandsetPorts ports;

  SignIn(
      Store store,
      Keyring keys,
      Account account,
      Replica replica,
      FormBook forms,
      Transport transport,
      HandsetPorts ports) {
    this.store = store;
    this.keys = keys;
    this.account = account;
    this.replica = replica;
    this.forms = forms;
    this.transport = transport;
    this.ports = ports;
  }

  /** Carries what went wrong out of a step, in plain words. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(String words) {
      super(words, null, false, false);
    }
  }

  Optional<String> run(String person, Optional<String> force) {
    try {
      SignedIn login = need("sign in", transport.signIn(person));
      store.change(rows -> takeOver(rows, login));
      Optional<String> known = store.read(account::enrolment);
      String enrolment =
          known.isPresent()
              ? known.get()
              : enrol(login, force.isPresent() ? force : forceOf(login));
      Reply<GrantedPass> shift = transport.pass(login.token(), enrolment);
      if (shift instanceof Reply.Refused<GrantedPass> refused && refused.refusal().isRevoked()) {
        store.change(account::revoked);
      }
      GrantedPass pass = need("begin the shift", shift);
      Hash hash = Hash.of(pass.pass(), ports.digests());
      store.change(
          rows -> {
            if (account.isSomebodyElse(rows, pass.person())) {
              replica.handOver(rows);
            }
            account.onShift(
                rows,
                new Pass(
                    hash, pass.pass(), pass.person(), pass.role(), pass.team(), pass.leaseUntil()));
            leaseMillis(pass).ifPresent(length -> account.leased(rows, length));
            grantedAt(pass).ifPresent(at -> account.serverSays(rows, at));
            pass.serverKey().ifPresent(key -> account.serverKey(rows, key));
            account.carries(rows, pass.carries());
          });
      return fetchForms(login.token());
    } catch (Stopped stopped) {
      return Optional.ofNullable(stopped.getMessage());
    }
  }

  /** A new login of whoever is on shift; anybody else's is none of this handset's. */
  boolean again() {
    Optional<Pass> shift = store.read(account::pass);
    if (!shift.isPresent() || !(transport.signIn("") instanceof Reply.Answered<SignedIn> answer)) {
      return false;
    }
    SignedIn login = answer.value();
    if (!login.person().equals(shift.get().person())) {
      return false;
    }
    store.change(
        rows ->
            account.signedIn(rows, new Login(login.token(), login.expiresAt(), login.person())));
    return true;
  }

  /**
   * From here on the handset is this person's, whether their shift can begin or not: nothing more
   * is written under the pass of whoever had it, nor shown of what was theirs. What they had not
   * sent goes out.
   */
  private void takeOver(WritableRows rows, SignedIn login) {
    if (account.isSomebodyElse(rows, login.person())) {
      account.signedOut(rows);
      replica.handOver(rows);
      account.isNow(rows, login.person());
    }
    account.signedIn(rows, new Login(login.token(), login.expiresAt(), login.person()));
  }

  /**
   * How long the pass unlocks the handset. The server counts by its own clock, and says in the pass
   * when it granted it; without that word the device's clock has to do, within reason.
   */
  private Optional<Long> leaseMillis(GrantedPass pass) {
    if (pass.leaseUntil() <= 0) {
      return Optional.empty();
    }
    long from = grantedAt(pass).orElse(ports.clock().now().wall());
    long length = pass.leaseUntil() - from;
    return Optional.of(length > 0 && length <= LONGEST_LEASE ? length : USUAL_LEASE);
  }

  /** When the server granted it, by its own clock, where it says so. */
  private Optional<Long> grantedAt(GrantedPass pass) {
    return claims(pass.pass()).flatMap(read -> read.whole("at"));
  }

  private String enrol(SignedIn login, Optional<String> named) {
    String force =
        named.orElseThrow(
            () -> new Stopped("The login does not say which force this is: name it (--force)."));
    String device = store.write(account::device);
    String key = keys.device().publicKey();
    String proof = keys.device().sign(Chain.enrolmentText(force, device, key));
    String enrolment =
        need("make this device known", transport.enrol(login.token(), device, key, proof));
    store.change(rows -> account.enrolled(rows, force, enrolment));
    return enrolment;
  }

  /** The force in the answer, or in the login token's own claims. */
  private Optional<String> forceOf(SignedIn login) {
    if (login.force().isPresent()) {
      return login.force();
    }
    return claims(login.token()).flatMap(read -> read.text("force"));
  }

  /** What a token says, when it is one that can be read (a JWT); nothing is checked here. */
  private Optional<Json.Obj> claims(String token) {
    List<String> parts = Parts.of(token, '.');
    if (parts.size() != 3) {
      return Optional.empty();
    }
    try {
      String claims = Utf8.text(Base64.getUrlDecoder().decode(parts.get(1)));
      return ports.json().read(claims) instanceof Json.Obj read
          ? Optional.of(read)
          : Optional.empty();
    } catch (IllegalArgumentException | UnreadableJson opaque) {
      return Optional.empty();
    }
  }

  private Optional<String> fetchForms(String login) {
    Reply<Json> listed = transport.read(login, "forms");
    if (!(listed instanceof Reply.Answered<Json> answered)
        || !(answered.value() instanceof Json.Obj list)) {
      return Optional.of(WITHOUT_FORMS);
    }
    for (Json item : list.items("forms")) {
      if (item instanceof Json.Obj form
          && form.text("id").isPresent()
          && form.whole("version").isPresent()) {
        FormRef ref = new FormRef(form.text("id").get(), form.whole("version").get().intValue());
        if (store.read(rows -> forms.isKept(rows, ref))) {
          continue;
        }
        if (transport.read(login, "forms/" + ref.id() + '/' + ref.version())
            instanceof Reply.Answered<Json> content) {
          store.change(rows -> forms.keep(rows, ref, content.value()));
        }
      }
    }
    return Optional.empty();
  }

  private static <T> T need(String what, Reply<T> reply) {
    return reply.fold(
        value -> value,
        refusal -> {
          throw new Stopped("Could not " + what + ": " + words(refusal));
        },
        lost -> {
          throw new Stopped("Could not " + what + ": there is no signal. Try again in signal.");
        });
  }

  private static String words(Refusal refusal) {
    return refusal.detail();
  }
}
