# SPDX-License-Identifier: Apache-2.0
# The program, the library with its headers, pkg-config and a CMake package.
include(CMakePackageConfigHelpers)

install(TARGETS reprint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
# What runs it every night, and what calls that.
install(PROGRAMS contrib/reprint-night DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES contrib/reprint.crontab contrib/reprint.service
              contrib/reprint.timer README.md FORMATS.md LICENSE
        DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES tests/source/user.c DESTINATION ${CMAKE_INSTALL_DOCDIR}/examples)
install(TARGETS reprint_static reprint_shared EXPORT reprint-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/reprint.h include/reprint_compare.h include/reprint_nights.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/reprint)
install(EXPORT reprint-targets NAMESPACE reprint:: DESTINATION ${package_dir})
configure_package_config_file(cmake/reprint-config.cmake.in
    ${PROJECT_BINARY_DIR}/reprint-config.cmake
    INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/reprint-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/reprint-config.cmake
              ${PROJECT_BINARY_DIR}/reprint-config-version.cmake
        DESTINATION ${package_dir})

# Wherever it is installed to, its prefix is above the file; but not where the
# folder of libraries is a path of its own.
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
    set(REPRINT_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
    set(REPRINT_PC_LIBDIR ${CMAKE_INSTALL_LIBDIR})
else()
    file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
    string(REGEX REPLACE "/$" "" up ${up})
    set(REPRINT_PC_PREFIX "\${pcfiledir}/${up}")
    set(REPRINT_PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
endif()
if(IS_ABSOLUTE ${CMAKE_INSTALL_INCLUDEDIR})
    set(REPRINT_PC_INCLUDEDIR ${CMAKE_INSTALL_INCLUDEDIR})
else()
    set(REPRINT_PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(cmake/reprint.pc.in ${PROJECT_BINARY_DIR}/reprint.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/reprint.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
