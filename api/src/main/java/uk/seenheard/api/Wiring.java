package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import uk.seenheard.api.http.Door;
import uk.seenheard.api.http.HealthDoor;
import uk.seenheard.api.http.JacksonJsonReader;
import uk.seenheard.api.http.Server;
import uk.seenheard.api.http.ServerLimits;
import uk.seenheard.api.identity.DeviceRegister;
import uk.seenheard.api.identity.Force;
import uk.seenheard.api.identity.IdentityDoors;
import uk.seenheard.api.identity.JdkDigests;
import uk.seenheard.api.identity.Keys;
import uk.seenheard.api.identity.LoginSource;
import uk.seenheard.api.identity.Tokens;
import uk.seenheard.sync.codec.JsonReader;
import uk.seenheard.sync.feed.PushRequest;

/** Where the parts are put together: the only place that knows which part stands behind a port. */
final class Wiring {
  private Wiring() {}

  /** The tokens of the force that the settings name. */
  static Tokens tokens(Settings settings, JsonReader reader) throws IOException {
    Force force =
        settings.force().isPresent()
            ? Force.load(settings.force().get(), reader)
            : Force.demo(reader);
    Keys keys =
        settings.mongoUri().isPresent()
            ? Keys.load(settings.keys())
            : Keys.loadOrCreate(settings.keys());
    LoginSource source = new LoginSource.Demo();
    if (settings.provider().isPresent()) {
      Settings.IdentityProvider provider = settings.provider().get();
      source =
          LoginSource.Provider.of(
              provider.issuer(), provider.personClaim(), Files.readString(provider.keys()));
    }
    return new Tokens(force, keys, source, new JdkDigests());
  }

  /** The server with these doors, listening. */
  static Future<Server> serve(
      Vertx vertx,
      Settings settings,
      Tokens tokens,
      JsonReader reader,
      DeviceRegister devices,
      List<? extends Door> features,
      HealthDoor health) {
    List<Door> doors = new ArrayList<>(features);
    doors.add(health);
    doors.addAll(
        IdentityDoors.of(vertx, tokens, devices, System::currentTimeMillis, settings.lease()));
    Server server =
        new Server(
            settings.host(),
            settings.port(),
            ServerLimits.usual(Map.of("/v1/sync/push", PushRequest.MAX_BYTES)),
            reader,
            doors);
    return vertx.deployVerticle(server).map(deployed -> server);
  }

  /** The reader of JSON that every part is given. */
  static JsonReader reader() {
    return new JacksonJsonReader();
  }
}
