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
reprint_require(UCHARDET uchardet libuchardet-dev)
# Has no pkg-config file.
find_path(CLD2_INCLUDE cld2/public/compact_lang_det.h)
find_library(CLD2_LIBRARY cld2)
if(NOT CLD2_INCLUDE OR NOT CLD2_LIBRARY)
    message(FATAL_ERROR
        "cld2 is missing: apt install libcld2-dev "
        "(scripts/install-deps installs all that is needed)")
endif()
add_library(cld2 UNKNOWN IMPORTED)
set_target_properties(cld2 PROPERTIES
    IMPORTED_LOCATION ${CLD2_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${CLD2_INCLUDE})
reprint_require(ZLIB zlib zlib1g-dev)
# Debian has it for x86-64 alone; elsewhere gzip is left to zlib.
if(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
    reprint_require(ISAL libisal libisal-dev)
else()
    pkg_check_modules(ISAL QUIET IMPORTED_TARGET libisal)
endif()
reprint_require(ZSTD libzstd libzstd-dev)
reprint_require(BROTLI libbrotlidec libbrotli-dev)
reprint_require(SIMDJSON simdjson libsimdjson-dev)
reprint_require(SQLITE sqlite3 libsqlite3-dev)
reprint_require(CURL libcurl libcurl4-openssl-dev)
reprint_require(XML libxml-2.0 libxml2-dev)
reprint_require(JANSSON jansson libjansson-dev)
reprint_require(CRYPTO libcrypto libssl-dev)
reprint_require(IDN2 libidn2 libidn2-dev)
if(REPRINT_TESTS)
    reprint_require(CRITERION criterion libcriterion-dev)
    reprint_require(BROTLIENC libbrotlienc libbrotli-dev)
endif()
