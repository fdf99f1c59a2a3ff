# SPDX-License-Identifier: Apache-2.0
# A package for Debian: 'cpack -G DEB' in the build folder. What it depends on
# is read from the programs, for which dpkg-dev and file are needed.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME reprint)
set(CPACK_PACKAGE_VENDOR reprint)
set(CPACK_PACKAGE_CONTACT "the reprint authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
