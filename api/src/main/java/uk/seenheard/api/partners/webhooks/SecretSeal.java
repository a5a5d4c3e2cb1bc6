package uk.seenheard.api.partners.webhooks;

import java.util.ArrayList;
import java.util.List;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.Sealed;
import uk.seenheard.sync.change.Hash;
import uk.seenheard.sync.codec.Digests;

/** Seals the secrets of subscriptions with the force's key, each bound to its subscription. */
record SecretSeal(IncidentKey force, Digests digests) {
  Sealed seal(String subscription, String secret) {
    return force.seal(bound(subscription), secret);
  }

  /** The secrets that are good now, the newest first. */
  List<String> standing(Subscription one, long now) {
    List<String> standing = new ArrayList<>();
    force.open(bound(one.id()), one.secrets().now()).ifPresent(standing::add);
    if (one.secrets().beforeUntil() > now) {
      one.secrets()
          .before()
          .flatMap(before -> force.open(bound(one.id()), before))
          .ifPresent(standing::add);
    }
    return standing;
  }

  private Hash bound(String subscription) {
    return Hash.of("seenheard/webhook/1\n" + subscription, digests);
  }
}
