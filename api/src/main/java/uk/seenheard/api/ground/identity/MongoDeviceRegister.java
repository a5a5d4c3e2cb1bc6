package uk.seenheard.api.ground.identity;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.reactivestreams.client.MongoCollection;
import io.vertx.core.Future;
import org.bson.Document;
import uk.seenheard.api.engine.mongo.DuplicateKeys;
import uk.seenheard.api.engine.mongo.Mongo;

/** The enrolled devices as documents, one a device: the first insert counts. */
public final class MongoDeviceRegister implements DeviceRegister {
  private final Mongo mongo;
  private final MongoCollection<Document> devices;

  /** In a database. */
  public MongoDeviceRegister(Mongo mongo) {
    this.mongo = mongo;
    this.devices = mongo.collection("devices");
  }

  @Override
  public Future<Outcome> enrol(Device device) {
    String id = device.force() + '/' + device.device();
    Document document =
        new Document("_id", id)
            .append("feed", device.force())
            .append("device", device.device())
            .append("publicKey", device.publicKey())
            .append("person", device.person())
            .append("at", device.at());
    return mongo
        .done(devices.insertOne(document))
        .map(Outcome.ENROLLED)
        .recover(error -> DuplicateKeys.is(error) ? known(id, device) : Future.failedFuture(error));
  }

  private Future<Outcome> known(String id, Device device) {
    return mongo
        .first(devices.find(eq("_id", id)))
        .map(
            found ->
                found
                        .map(document -> document.getString("publicKey"))
                        .filter(device.publicKey()::equals)
                        .isPresent()
                    ? Outcome.KNOWN
                    : Outcome.OTHER_KEY);
  }
}
