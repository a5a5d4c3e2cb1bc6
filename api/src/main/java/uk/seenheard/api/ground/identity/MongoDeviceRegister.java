package uk.seenheard.api.ground.identity;

import static uk.seenheard.api.engine.documents.Where.eq;

import io.vertx.core.Future;
import org.bson.Document;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.documents.Documents;
import uk.seenheard.api.engine.documents.KeyTaken;

/** The enrolled devices as documents, one a device: the first insert counts. */
public final class MongoDeviceRegister implements DeviceRegister {
  private final Documents devices;

  /** In a database. */
  public MongoDeviceRegister(DocumentStore store) {
    this.devices = store.collection("devices");
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
    return devices
        .insert(document)
        .map(Outcome.ENROLLED)
        .recover(error -> KeyTaken.is(error) ? known(id, device) : Future.failedFuture(error));
  }

  private Future<Outcome> known(String id, Device device) {
    return devices
        .find(eq("_id", id))
        .first()
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
