/* SPDX-License-Identifier: Apache-2.0 */
/* fuzz.h - the entry point that libFuzzer and the replay driver call. */
#ifndef RP_FUZZ_H
#define RP_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

#endif
