package uk.seenheard.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.spec.SecretKeySpec;
import uk.seenheard.api.engine.documents.DocumentStore;
import uk.seenheard.api.engine.embedded.EmbeddedStore;
import uk.seenheard.api.engine.embedded.StoreCommand;
import uk.seenheard.api.engine.embedded.pages.StoreRefused;
import uk.seenheard.api.ground.identity.JdkDigests;
import uk.seenheard.api.ground.identity.Keys;
import uk.seenheard.api.ground.log.CommitLog;
import uk.seenheard.api.ground.log.KeptHead;
import uk.seenheard.api.ground.log.LogCheck;
import uk.seenheard.api.ground.log.LogRefused;
import uk.seenheard.api.ground.log.LogSeal;
import uk.seenheard.api.ground.log.LogStart;
import uk.seenheard.api.ground.log.MongoCommitLog;
import uk.seenheard.api.ground.seal.IncidentKey;
import uk.seenheard.api.ground.seal.MongoIncidentKeys;

/** The part of {@code store check} that reads the logs of a store from their first commit on. */
public final class LogAudit implements StoreCommand.Contents {
  private static final SecretKeySpec NO_KEY = new SecretKeySpec(new byte[32], "HmacSHA256");

  @Override
  public List<String> check(Path data, Optional<Path> keyFile) {
    Path file = keyFile.orElse(Settings.keysOf(data));
    if (keyFile.isPresent() && !Files.exists(file)) {
      throw new StoreRefused("There is no key file " + file);
    }
    Optional<Keys> keys = Files.exists(file) ? Optional.of(load(file)) : Optional.empty();
    Vertx vertx = Vertx.vertx();
    try (EmbeddedStore store = EmbeddedStore.open(data);
        DocumentStore documents = store.documents(vertx)) {
      List<String> said = new ArrayList<>();
      for (String feed : await(MongoCommitLog.feeds(documents))) {
        said.addAll(check(vertx, documents, feed, keys, file));
      }
      return said;
    } finally {
      vertx.close();
    }
  }

  private static List<String> check(
      Vertx vertx, DocumentStore documents, String feed, Optional<Keys> keys, Path keyFile) {
    CommitLog log = new MongoCommitLog(documents, feed);
    LogSeal seal = new LogSeal(feed, keys.map(Keys::logKey).orElse(NO_KEY), new JdkDigests());
    IncidentKey forceKey = keys.map(k -> IncidentKey.of(k.forceKey())).orElse(IncidentKey.random());
    LogStart start =
        new LogStart(vertx, log, seal, new MongoIncidentKeys(documents, feed, forceKey));
    LogCheck check = keys.isPresent() ? LogCheck.whole(seal) : LogCheck.withoutKey(seal);
    Optional<LogCheck.Fault> fault = await(start.verify(check));
    fault.ifPresent(
        found -> {
          throw new StoreRefused(
              "The log of " + feed + " is not as it was written: " + found.text());
        });
    Optional<String> parted = await(start.parted(KeptHead.beside(keyFile, feed)));
    parted.ifPresent(
        how -> {
          throw new StoreRefused("The log of " + feed + ": " + how);
        });
    return List.of(
        "The log of "
            + feed
            + " is as it was written, to commit "
            + check.n()
            + (keys.isPresent()
                ? ""
                : "; without the key file (--keys) its seals were not looked at, so whoever could"
                    + " write the store could have written all of it anew"));
  }

  private static Keys load(Path file) {
    try {
      return Keys.load(file);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new StoreRefused(
          "The key file " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.DAYS);
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      if (cause instanceof LogRefused) {
        throw new StoreRefused(String.valueOf(cause.getMessage()));
      }
      throw new StoreRefused("The log cannot be read: " + cause.getMessage(), cause);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoreRefused("The check was interrupted", interrupted);
    } catch (TimeoutException late) {
      throw new StoreRefused("The check took longer than a day", late);
    }
  }
}
