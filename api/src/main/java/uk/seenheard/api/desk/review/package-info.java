/**
 * Supervisors read incidents and decide: each decision is a change, conditional on what they saw.
 */
@NullMarked
package uk.seenheard.api.desk.review;

import org.jspecify.annotations.NullMarked;
