/**
 * The gate: each kind of fault that an attacker, a careless colleague or an accident found,
 * attacked at every act, route and entry point there is.
 */
package uk.seenheard.api.gate;
