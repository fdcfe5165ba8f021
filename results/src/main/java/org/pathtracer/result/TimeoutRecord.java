// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import org.pathtracer.probe.ProbeOutcome;

/** The facts of a {@link ProbeOutcome.Timeout}. */
public record TimeoutRecord() implements ProbeOutcome.Timeout {}
