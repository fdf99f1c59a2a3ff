# SPDX-License-Identifier: Apache-2.0
# Everything comes from Debian; what is missing is named as Debian names it.
find_package(PkgConfig)
if(NOT PkgConfig_FOUND)
    message(FATAL_ERROR "pkg-config is missing: apt install pkg-config")
endif()
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)

function(reprint_require target module package)
    pkg_check_modules(${target} QUIET IMPORTED_TARGET ${module})
    if(NOT ${target}_FOUND)
        message(FATAL_ERROR
            "${module} is missing: apt install ${package} "
            "(scripts/install-deps installs all that is needed)")
    endif()
endfunction()

reprint_require(XXHASH libxxhash libxxhash-dev)
reprint_require(GUMBO gumbo libgumbo-dev)
reprint_require(UTF8PROC libutf8proc libutf8proc-dev)
reprint_require(ZLIB zlib zlib1g-dev)
reprint_require(ZSTD libzstd libzstd-dev)
reprint_require(SIMDJSON simdjson libsimdjson-dev)
if(REPRINT_TESTS)
    reprint_require(CRITERION criterion libcriterion-dev)
endif()
