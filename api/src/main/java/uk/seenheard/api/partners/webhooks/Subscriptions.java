package uk.seenheard.api.partners.webhooks;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import uk.seenheard.api.ground.follow.Place;

/**
 * The port to the subscriptions. Several processes tell from it: who has claimed one tells it until
 * the claim ends or is taken, and what they note afterwards is not kept.
 */
interface Subscriptions {
  /** Makes the indexes; harmless when they exist. */
  Future<Void> prepare();

  /** Keeps a new one. */
  Future<Void> add(Subscription made);

  /** All that nobody ended. */
  Future<List<Subscription>> standing();

  /** One of them. */
  Future<Optional<Subscription>> one(String id);

  /** Claims one that is active and that nobody holds; whether that was so. */
  Future<Boolean> claim(String id, String holder, long now, long until);

  /** Holds it longer; whether it was still held. */
  Future<Boolean> hold(String id, String holder, long until);

  /** Notes how far it was told, and how it stands; whether it was still held. */
  Future<Boolean> note(String id, String holder, Subscription told);

  /** Lets it go. */
  Future<Void> release(String id, String holder);

  /** Begins again from a place, whoever holds it. */
  Future<Void> restart(String id, Place from);

  /** Ends it, whoever holds it. */
  Future<Void> end(String id);

  /** Gives it other secrets. */
  Future<Void> secrets(String id, Subscription.Secrets secrets);
}
