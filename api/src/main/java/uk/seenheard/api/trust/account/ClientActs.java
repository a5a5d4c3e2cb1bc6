package uk.seenheard.api.trust.account;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.seenheard.api.ground.acts.LatestKind;
import uk.seenheard.api.ground.follow.LedgerAct;
import uk.seenheard.api.ground.identity.MachineClients;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Json;

/** The acts of the ledger about machines that sign in: each says all that stands from then on. */
final class ClientActs {
  static final String MADE = "client-made";
  static final String SECRET_CHANGED = "client-secret-changed";
  static final String ENDED = "client-ended";

  private static final Set<String> ALL = Set.of(MADE, SECRET_CHANGED, ENDED);

  private ClientActs() {}

  static LatestKind kind(MachineClients clients) {
    return new LatestKind(
        "client",
        act -> ALL.contains(act.act()),
        "client",
        List.of("person", "scopes", "secret", "before", "beforeUntil", "made"),
        (client, act) -> clients.note(client(client, act)));
  }

  static Json.Obj with(MachineClients.Client client, String reason) {
    Json.Builder with =
        Json.object()
            .put("client", client.id())
            .put("person", client.person())
            .put("scopes", Json.texts(List.copyOf(new TreeSet<>(client.scopes()))))
            .put("secret", client.secret().hex())
            .put("before", client.before().map(Hash::hex))
            .put("beforeUntil", client.beforeUntil())
            .put("made", client.made());
    return (reason.isEmpty() ? with : with.put("reason", reason)).build();
  }

  private static MachineClients.Client client(String id, LedgerAct act) {
    Set<String> scopes = new TreeSet<>();
    act.with()
        .items("scopes")
        .forEach(
            one -> {
              if (one instanceof Json.Text text) {
                scopes.add(text.value());
              }
            });
    return new MachineClients.Client(
        id,
        act.with().text("person").orElse(""),
        scopes,
        new Hash(act.with().text("secret").orElseThrow()),
        act.with().text("before").map(Hash::new),
        act.with().whole("beforeUntil").orElse(0L),
        act.with().whole("made").orElse(act.at()),
        act.act().equals(ENDED));
  }
}
