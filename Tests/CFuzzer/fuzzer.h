#include <stddef.h>
#include <stdint.h>

/// libFuzzer's entry for programs that have a main function of their own.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*read)(const uint8_t *start, size_t count));
