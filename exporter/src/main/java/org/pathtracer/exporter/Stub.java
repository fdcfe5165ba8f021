// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter;
class Stub {}
