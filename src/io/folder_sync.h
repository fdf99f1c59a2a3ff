/* SPDX-License-Identifier: Apache-2.0 */
/* folder_sync.h - names that last. */
#ifndef RP_FOLDER_SYNC_H
#define RP_FOLDER_SYNC_H

/* Bring the name of a file, just made or changed, to the disk: that is kept by
 * the folder it lies in. Where folders cannot be synced nothing is done. */
void rp_folder_sync(const char *path);

#endif
