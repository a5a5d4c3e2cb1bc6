package uk.seenheard.officer.transport;

import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The function of {@code transport.js}: one request, one answer as a whole. */
@JSFunctor
public interface FetchCalls extends JSObject {
  /**
   * Asks the server.
   *
   * @param body JSON text, or empty for a GET
   * @param login a bearer token, or empty
   * @param told hears the answer once
   */
  void ask(String path, String body, String login, Told told);

  /** Hears an answer. */
  @JSFunctor
  interface Told extends JSObject {
    /**
     * The answer.
     *
     * @param status 0 when there was none, or only a part of one
     * @param retryAfter the header, or empty
     */
    void answered(int status, String body, String retryAfter);
  }
}
