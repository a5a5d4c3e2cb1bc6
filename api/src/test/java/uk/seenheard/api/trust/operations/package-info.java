/** What an operator relies on, shown with real processes where a process is what it is about. */
package uk.seenheard.api.trust.operations;
