<?php
/* Plugin Name: What a ministry's site has beside its posts: events, vacancies and tenders as types of their own. */
add_action('init', function () {
    foreach (['event' => ['Events', 'events'], 'vacancy' => ['Vacancies', 'vacancies'], 'tender' => ['Tenders', 'tenders']] as $type => $names) {
        register_post_type($type, [
            'label' => $names[0], 'public' => true, 'has_archive' => $names[1], 'rewrite' => ['slug' => $names[1]],
            'show_in_rest' => true, 'supports' => ['title', 'editor'],
        ]);
    }
});
if (get_option('ministry_bare')) {
    add_filter('wp_sitemaps_enabled', '__return_false');
    add_filter('rest_authentication_errors', function ($result) {
        return is_user_logged_in() ? $result : new WP_Error('rest_closed', 'Only for those who are logged in.', ['status' => 401]);
    });
    remove_action('wp_head', 'rest_output_link_wp_head');
    remove_action('template_redirect', 'rest_output_link_header', 11);
}
