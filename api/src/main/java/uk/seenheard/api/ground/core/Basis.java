package uk.seenheard.api.ground.core;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.function.LongSupplier;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.ground.http.JacksonJsonReader;
import uk.seenheard.api.ground.http.Traffic;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.sync.change.ChangeCodec;

/**
 * What every part is made with.
 *
 * @param context the one on which the log is written and followed
 * @param now milliseconds since 1970
 * @param traffic who counts requests
 */
public record Basis(
    Vertx vertx,
    Context context,
    DocumentStore documents,
    LongSupplier now,
    JacksonJsonReader reader,
    JdkDigests digests,
    ChangeCodec codec,
    Traffic traffic) {

  /** With this machine's JSON and digests. */
  public static Basis of(Vertx vertx, DocumentStore documents, LongSupplier now, Traffic traffic) {
    JacksonJsonReader reader = new JacksonJsonReader();
    JdkDigests digests = new JdkDigests();
    ChangeCodec codec = new ChangeCodec(reader, digests);
    return new Basis(
        vertx, vertx.getOrCreateContext(), documents, now, reader, digests, codec, traffic);
  }
}
